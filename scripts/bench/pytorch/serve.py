"""Times PyTorch for `npm run bench`. Usage: serve.py THREADS; one JSON request a line, one JSON answer a line.

{"load": "gan.step", "from": FILE, "to": FILE} takes weights and inputs from a safetensors file, picks the faster memory
format, runs the task once and writes its results. {"runs": N} runs it again so often and answers the milliseconds.
"""

import json
import statistics
import sys
import time

import torch

import gan
import vae
from layout import from_torch, read_safetensors, to_torch, write_safetensors

TASKS = {"gan.step": gan.step, "gan.sample": gan.sample, "vae.step": vae.step, "vae.sample": vae.sample}
FORMATS = {"contiguous": torch.contiguous_format, "channels_last": torch.channels_last}
TRIALS = 7


def prepare(task, tensors, memory_format):
    """A function that runs the task once, its tensors in that format."""
    training = task.endswith(".step")
    placed = {
        name: tensor.contiguous(memory_format=memory_format) if tensor.dim() == 4 else tensor
        for name, tensor in tensors.items()
    }
    weights = {name: tensor.requires_grad_(training) for name, tensor in placed.items() if "/" in name}
    inputs = {name: tensor for name, tensor in placed.items() if "/" not in name}

    def run():
        with torch.inference_mode(not training):
            return TASKS[task](weights, inputs)

    return run


def measure(run, runs):
    times = []
    for _ in range(runs):
        started = time.perf_counter()
        run()
        times.append((time.perf_counter() - started) * 1000)
    return times


def load(task, tensors):
    """The faster of both memory formats, by name."""
    ways = {name: prepare(task, tensors, memory_format) for name, memory_format in FORMATS.items()}
    medians = {name: statistics.median(measure(run, TRIALS)[2:]) for name, run in ways.items()}
    best = min(medians, key=medians.get)
    return best, ways[best]


def main():
    torch.set_num_threads(int(sys.argv[1]))
    run = None
    for line in sys.stdin:
        request = json.loads(line)
        if "load" in request:
            tensors = {name: to_torch(name, tensor) for name, tensor in read_safetensors(request["from"]).items()}
            name, run = load(request["load"], tensors)
            write_safetensors(request["to"], {name: from_torch(name, tensor) for name, tensor in run().items()})
            answer = {"version": torch.__version__, "format": name}
        else:
            answer = {"times": measure(run, request["runs"])}
        print(json.dumps(answer), flush=True)


main()
