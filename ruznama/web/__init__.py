"""HTTP: a path is looked up in the snapshot, and the standard's conditions are answered."""
