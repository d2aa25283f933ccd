"""Prevention: groups of neighbours, WAS-teams, zones, evenings, and stille and enge plekken."""
