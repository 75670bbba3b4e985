"""The documents of a map as pages: overview, journeys, stages, owners, glossary, RACI and the steering pack."""
