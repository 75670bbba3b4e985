"""What a change means: how far it reaches, whom to engage, where to start, what to tell whom, what was learned."""
