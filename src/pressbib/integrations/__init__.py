"""What runs inside other reference managers, or talks to them. Nothing here is imported unless it is used."""
