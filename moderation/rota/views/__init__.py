"""The pages of the rota, a file for each part of it."""
