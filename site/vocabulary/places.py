"""The places at set-up: the nine regions of England, and Wales. Prisons and areas come with a programme."""

#: Slug and name; slugs are stored by blocks and addresses.
REGIONS_AT_SET_UP = (
    ("east-midlands", "East Midlands"),
    ("east-of-england", "East of England"),
    ("london", "London"),
    ("north-east", "North East"),
    ("north-west", "North West"),
    ("south-east", "South East"),
    ("south-west", "South West"),
    ("wales", "Wales"),
    ("west-midlands", "West Midlands"),
    ("yorkshire-and-the-humber", "Yorkshire and the Humber"),
)
