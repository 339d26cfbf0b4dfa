"""The catalogue of failures, one file for each part of the house; `domain/errors` puts them together."""
