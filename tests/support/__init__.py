"""What several tests use. Import it as `support`: pytest and mypy both look in tests/ for it."""
