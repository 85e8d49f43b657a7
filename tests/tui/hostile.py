"""Notes as people write them, which a markup reader would eat, colour, or die of."""

NOTES = (
    "[x] fait",
    "fin [/foo]",
    "[TODO] voir",
    "[red]a[/red]",
    "[@click=app.quit]x[/]",
    "voir [lien](http://x)",
    r"\[a]",
    r"C:\temp\[x]",
    "[",
    "[/]",
    "[[b]]",
    "[b]gras",
    "100 % [bold $accent]",
    ":smile: &amp; <b>x</b>",
    "$accent {nom} %s %(nom)s",
    "`code` *a* _b_ # titre",
    "Pourquoi\u202f? «\u00a0parce que\u00a0»",
    "famille 👩‍👩‍👧‍👦 🏴󠁧󠁢󠁥󠁮󠁧󠁿 👍🏽",
    "日本語とフランス語",
    "e\u0301te\u0301 שלום",
)
UNSAFE = ("a\x1b[31mb", "a\x1b]0;titre\x07b", "a\x00b\x7fc", "a\ud800b", "a\u202eb\u2066c", "a\x9bb", "a\rb\tc")
