"""The small GAN of networks.ts in PyTorch."""

import torch
import torch.nn.functional as F


def generate(p, noise):
    h = F.linear(noise, p["generator/4/w"], p["generator/4/b"]).view(-1, 256, 4, 4)
    for side in (8, 16, 32, 64):
        h = F.interpolate(h, scale_factor=2)
        h = F.conv2d(h, p[f"generator/{side}/w"], p[f"generator/{side}/b"], padding=1)
        h = F.leaky_relu(h, 0.2, inplace=True)
    return torch.tanh(F.conv2d(h, p["generator/rgb/w"], p["generator/rgb/b"], padding=1))


def judge(p, pictures):
    h = pictures
    for side in (32, 16, 8, 4):
        h = F.conv2d(h, p[f"discriminator/{side}/w"], stride=2, padding=1)
        h = F.leaky_relu(h, 0.2, inplace=True)
    return F.linear(h.flatten(1), p["discriminator/score/w"])


def step(p, batch):
    with torch.no_grad():
        fake = generate(p, batch["noise"])
    judging = F.softplus(-judge(p, batch["real"])).mean() + F.softplus(judge(p, fake)).mean()
    generating = F.softplus(-judge(p, generate(p, batch["moreNoise"]))).mean()

    results = {"loss:discriminator": judging, "loss:generator": generating}
    for player, loss in (("discriminator/", judging), ("generator/", generating)):
        names = [name for name in p if name.startswith(player)]
        gradients = torch.autograd.grad(loss, [p[name] for name in names])
        results.update({f"gradient:{name}": gradient for name, gradient in zip(names, gradients)})
    return results


def sample(p, inputs):
    return {"image": generate(p, inputs["noise"])}
