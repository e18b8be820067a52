"""Speed, each figure beside a peer and a limit in the same run. The last line of each is one JSON object."""
