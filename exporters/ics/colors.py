"""Colors that a calendar can have: CSS names for RFC 7986 clients, hex values for Apple's.

The names are a readable part of CSS Color Module Level 3, 4.3.
"""

COLORS: dict[str, str] = {
    "black": "#000000",
    "blue": "#0000ff",
    "brown": "#a52a2a",
    "chocolate": "#d2691e",
    "crimson": "#dc143c",
    "darkgreen": "#006400",
    "darkorange": "#ff8c00",
    "goldenrod": "#daa520",
    "gray": "#808080",
    "green": "#008000",
    "indigo": "#4b0082",
    "maroon": "#800000",
    "navy": "#000080",
    "olive": "#808000",
    "orange": "#ffa500",
    "orchid": "#da70d6",
    "purple": "#800080",
    "red": "#ff0000",
    "royalblue": "#4169e1",
    "seagreen": "#2e8b57",
    "sienna": "#a0522d",
    "slateblue": "#6a5acd",
    "steelblue": "#4682b4",
    "teal": "#008080",
    "tomato": "#ff6347",
}
