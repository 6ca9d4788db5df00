"""What the project measures of itself, and writes into its own pages; not part of the package."""
