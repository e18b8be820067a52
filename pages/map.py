"""Map: where the products are, as of a day."""

from ocop.ui import map as maps
from ocop.ui import map_frame, map_seen, shell

page = shell.start()
shown = map_seen.seen(page, *map_frame.choose(page))
shell.show(maps.head(shown))
picture, beside = map_frame.columns()
with picture:
    map_frame.show(page, map_seen.drawn(shown))
with beside:
    shell.show(maps.side(shown))
shell.show(maps.foot(shown))
