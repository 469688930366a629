"""Easel's tensors as PyTorch lays them out, and back.

PyTorch wants channels before height and width, and weights with the outputs first. It also pads a strided convolution
where a picture begins, TensorFlow where it ends: so every picture and every filter is turned by half a turn here, and
both frameworks compute the same numbers.
"""

import json
import struct

import torch

# Dense layers and channel blocks that stand for a small grid of pixels: by name, the side of the grid.
WRITES_GRID = {"generator/4": 4, "decoder/64/rgba": 2}
READS_GRID = {"discriminator/score": 4}


def read_safetensors(path):
    with open(path, "rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(length))
        numbers = torch.frombuffer(bytearray(file.read()), dtype=torch.float32)
    tensors = {}
    for name, entry in header.items():
        if name != "__metadata__":
            start, end = (offset // 4 for offset in entry["data_offsets"])
            tensors[name] = numbers[start:end].view(entry["shape"])
    return tensors


def write_safetensors(path, tensors):
    header, parts, offset = {}, [], 0
    for name, tensor in tensors.items():
        data = tensor.detach().contiguous().numpy().tobytes()
        header[name] = {"dtype": "F32", "shape": list(tensor.shape), "data_offsets": [offset, offset + len(data)]}
        parts.append(data)
        offset += len(data)
    text = json.dumps(header).encode()
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + b"".join(parts))


def to_torch(name, tensor):
    layer = name.rpartition("/")[0]
    if layer in WRITES_GRID:
        tensor = _pixels_to_planes(tensor, WRITES_GRID[layer])
    if layer in READS_GRID and _is_weight(name):
        tensor = _pixels_to_planes(tensor.T, READS_GRID[layer]).T
    if tensor.dim() == 4:
        turned = tensor.flip(0, 1).permute(3, 2, 0, 1) if _is_weight(name) else tensor.flip(1, 2).permute(0, 3, 1, 2)
        return turned.contiguous()
    return tensor.T.contiguous() if _is_weight(name) else tensor.contiguous()


def from_torch(name, tensor):
    name = name.removeprefix("gradient:")
    layer = name.rpartition("/")[0]
    if tensor.dim() == 4:
        tensor = tensor.permute(2, 3, 1, 0).flip(0, 1) if _is_weight(name) else tensor.permute(0, 2, 3, 1).flip(1, 2)
    elif _is_weight(name):
        tensor = tensor.T
    if layer in WRITES_GRID:
        tensor = _planes_to_pixels(tensor, WRITES_GRID[layer])
    if layer in READS_GRID and _is_weight(name):
        tensor = _planes_to_pixels(tensor.T, READS_GRID[layer]).T
    return tensor


def _is_weight(name):
    return name.endswith("/w")


def _pixels_to_planes(tensor, side):
    """The last axis from (row, column, channel) to (channel, row, column), turned by half a turn."""
    pixels = tensor.reshape(*tensor.shape[:-1], side, side, -1)
    return pixels.flip(-3, -2).movedim(-1, -3).flatten(-3)


def _planes_to_pixels(tensor, side):
    planes = tensor.reshape(*tensor.shape[:-1], -1, side, side)
    return planes.movedim(-3, -1).flip(-3, -2).flatten(-3)
