"""The register as open data: `/api/v1`. Contacts of makers are not in what the public may read, so not here either."""
