"""Example source profiles, one TOML file each; data only."""
