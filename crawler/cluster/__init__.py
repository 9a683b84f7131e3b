"""Work spread over the workers of a Dask cluster: an archive, or a file, at a time each."""
