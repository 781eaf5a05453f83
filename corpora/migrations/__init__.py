"""Steps from one shape of the store to the next; ``corpora.database`` runs them when it opens a store."""
