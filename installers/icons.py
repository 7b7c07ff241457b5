#!/usr/bin/env python3
"""icons.py FOLDER: writes the mark of the program as desktops want it: PNG of every size, SVG, .ico and .icns.

The shapes are those of org.quiltappliance.ui.theme.Mark: four patches of a quilt, two of them sewn of two halves. Needs nothing but
Python, and writes the same bytes each time.
"""
import pathlib
import struct
import sys
import zlib

DEEP = (0x0B, 0x6A, 0x6F)
BRIGHT = (0x58, 0xC4, 0xC0)
SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
# Points of each pixel, in both directions, that decide how much of it is covered.
FINENESS = 4


def layout(size):
    """Seam, side of a patch, and where the far patches begin; whole pixels, so that small marks stay sharp."""
    seam = max(1, round(size / 16))
    patch = (size - seam) // 2
    return patch, size - patch


def in_patch(x, y, left, top, side):
    """Whether the point lies in a square with round corners."""
    x, y = x - left, y - top
    if not (0 <= x <= side and 0 <= y <= side):
        return False
    radius = side / 8
    dx = max(radius - x, x - (side - radius), 0)
    dy = max(radius - y, y - (side - radius), 0)
    return dx * dx + dy * dy <= radius * radius


def colour_at(x, y, patch, far):
    for left, top, colour in ((0, 0, DEEP), (far, far, DEEP)):
        if in_patch(x, y, left, top, patch):
            return colour
    if in_patch(x, y, far, 0, patch):
        return DEEP if y >= x - far else BRIGHT
    if in_patch(x, y, 0, far, patch):
        return DEEP if y - far <= x else BRIGHT
    return None


def pixels(size):
    """Rows of RGBA."""
    patch, far = layout(size)
    points = [(i + 0.5) / FINENESS for i in range(FINENESS)]
    for row in range(size):
        line = bytearray(b'\0')
        for column in range(size):
            hits = [colour_at(column + dx, row + dy, patch, far) for dy in points for dx in points]
            hits = [hit for hit in hits if hit]
            if hits:
                line += bytes(round(sum(hit[i] for hit in hits) / len(hits)) for i in range(3))
                line.append(round(255 * len(hits) / FINENESS**2))
            else:
                line += b'\0\0\0\0'
        yield bytes(line)


def png(size):
    def chunk(kind, data):
        return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))

    header = struct.pack('>IIBBBBB', size, size, 8, 6, 0, 0, 0)
    return (b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', header)
            + chunk(b'IDAT', zlib.compress(b''.join(pixels(size)), 9)) + chunk(b'IEND', b''))


def svg():
    size = 64
    patch, far = layout(size)

    def hexed(colour):
        return '#%02x%02x%02x' % colour

    def square(x, y, colour, more=''):
        return f'<rect x="{x}" y="{y}" width="{patch}" height="{patch}" rx="{patch / 8}" fill="{hexed(colour)}"{more}/>'

    def half(x, y, corner, clip):
        points = f'{x},{y} {x + patch},{y + patch} {corner}'
        return f'<polygon points="{points}" fill="{hexed(DEEP)}" clip-path="url(#{clip})"/>'

    return '\n'.join((
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}">',
        f'<clipPath id="a">{square(far, 0, DEEP)}</clipPath>',
        f'<clipPath id="b">{square(0, far, DEEP)}</clipPath>',
        square(0, 0, DEEP), square(far, far, DEEP), square(far, 0, BRIGHT), square(0, far, BRIGHT),
        half(far, 0, f'{far},{patch}', 'a'),
        half(0, far, f'{patch},{far}', 'b'),
        '</svg>', ''))


def ico(images):
    """Icons of Windows: a directory, then PNGs as they are."""
    sizes = [size for size in images if size <= 256]
    offset = 6 + 16 * len(sizes)
    head = struct.pack('<HHH', 0, 1, len(sizes))
    for size in sizes:
        data = images[size]
        head += struct.pack('<BBBBHHII', size % 256, size % 256, 0, 0, 1, 32, len(data), offset)
        offset += len(data)
    return head + b''.join(images[size] for size in sizes)


def icns(images):
    """Icons of macOS: named PNGs one after the other."""
    kinds = {16: b'icp4', 32: b'icp5', 64: b'icp6', 128: b'ic07', 256: b'ic08', 512: b'ic09'}
    parts = b''.join(kind + struct.pack('>I', 8 + len(images[size])) + images[size] for size, kind in kinds.items())
    return b'icns' + struct.pack('>I', 8 + len(parts)) + parts


def main(folder):
    out = pathlib.Path(folder)
    out.mkdir(parents=True, exist_ok=True)
    images = {size: png(size) for size in SIZES}
    for size, data in images.items():
        (out / f'{size}.png').write_bytes(data)
    (out / 'quilt-appliance.svg').write_text(svg())
    (out / 'quilt-appliance.ico').write_bytes(ico(images))
    (out / 'quilt-appliance.icns').write_bytes(icns(images))


if __name__ == '__main__':
    main(sys.argv[1])
