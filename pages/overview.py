"""Overview: the register in five numbers, on the map, by stars, and what is newest."""

from ocop.ui import charts, overview, shell

page = shell.start()
shown = overview.seen(page)
shell.show(overview.head(shown))
left, right = charts.halves()
with left:
    shell.show(overview.beside(shown))
with right:
    shell.show(overview.finding(shown))
    charts.draw(shown.stars)
    shell.show(overview.table(shown))
shell.show(overview.foot(shown))
