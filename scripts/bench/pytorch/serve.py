"""Times PyTorch for `npm run bench`. Usage: serve.py THREADS; one JSON request a line, one JSON answer a line.

{"load": "gan.step", "from": FILE, "to": FILE} takes weights and inputs from a safetensors file, finds the fastest of
PyTorch's ways to run the task, runs it once and writes the results. {"runs": N, "way": "plain"} runs it again so often
and answers the milliseconds: eagerly with the memory laid out as usual, or, with "tuned", in that fastest way.
"""

import json
import sys
import time

import torch

import gan
import vae
from layout import from_torch, read_safetensors, to_torch, write_safetensors

TASKS = {"gan.step": gan.step, "gan.sample": gan.sample, "vae.step": vae.step, "vae.sample": vae.sample}
FORMATS = {"contiguous": torch.contiguous_format, "channels_last": torch.channels_last}
WARM_UPS, TRIALS = 3, 9


def prepare(task, tensors, memory_format):
    """The task's weights and inputs, four-dimensional ones in that format."""
    placed = {
        name: tensor.contiguous(memory_format=memory_format) if tensor.dim() == 4 else tensor
        for name, tensor in tensors.items()
    }
    weights = {name: tensor.requires_grad_(task.endswith(".step")) for name, tensor in placed.items() if "/" in name}
    return weights, {name: tensor for name, tensor in placed.items() if "/" not in name}


def eager(task, weights, inputs):
    def run():
        with torch.inference_mode(not task.endswith(".step")):
            return TASKS[task](weights, inputs)

    return run


def compiled(task, weights, inputs):
    """TorchScript with the weights folded in and what follows a convolution fused with it."""

    class Sampler(torch.nn.Module):
        def forward(self, *given):
            return TASKS[task](weights, dict(zip(inputs, given)))["image"]

    with torch.no_grad():
        traced = torch.jit.trace(Sampler().eval(), tuple(inputs.values()))
        script = torch.jit.optimize_for_inference(traced)

    def run():
        with torch.inference_mode():
            return {"image": script(*inputs.values())}

    return run


def measure(run, runs):
    times = []
    for _ in range(runs):
        started = time.perf_counter()
        run()
        times.append((time.perf_counter() - started) * 1000)
    return times


def load(task, tensors):
    """The plain and the fastest way to run the task, and the name of the latter."""
    ways = {}
    for name, memory_format in FORMATS.items():
        weights, inputs = prepare(task, tensors, memory_format)
        ways[name] = eager(task, weights, inputs)
        if task.endswith(".sample"):
            ways[f"{name}, TorchScript"] = compiled(task, weights, inputs)
    best = {name: min(measure(run, WARM_UPS)) for name, run in ways.items()}
    for _ in range(TRIALS):
        for name, run in ways.items():
            best[name] = min(best[name], *measure(run, 2))
    fastest = min(best, key=best.get)
    return {"plain": ways["contiguous"], "tuned": ways[fastest]}, fastest


def main():
    torch.set_num_threads(int(sys.argv[1]))
    ways = {}
    for line in sys.stdin:
        request = json.loads(line)
        if "load" in request:
            tensors = {name: to_torch(name, tensor) for name, tensor in read_safetensors(request["from"]).items()}
            ways, tuned = load(request["load"], tensors)
            results = ways["tuned"]()
            write_safetensors(request["to"], {name: from_torch(name, tensor) for name, tensor in results.items()})
            answer = {"version": torch.__version__, "tuned": tuned}
        else:
            answer = {"times": measure(ways[request["way"]], request["runs"])}
        print(json.dumps(answer), flush=True)


main()
