"""The article store, labelled corpora and exports."""
