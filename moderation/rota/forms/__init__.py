"""The shape of what people send to the rota, a file for each part of it."""
