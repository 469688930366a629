"""The default VAE of models/vae in PyTorch, without its adversary."""

import torch
import torch.nn.functional as F

GRID = 8
CONTENT = 8
KL_WEIGHT = 0.12
EDGE_WEIGHT = 0.5


def leaky(x):
    return F.leaky_relu(x, 0.2, inplace=True)


def conv(p, name, x, stride=1, padding=1):
    return F.conv2d(x, p[f"{name}/w"], p[f"{name}/b"], stride, padding)


def pointwise(p, name, x):
    return conv(p, name, x, padding=0)


def linear(p, name, x):
    return F.linear(x, p[f"{name}/w"], p[f"{name}/b"])


def twice(x):
    return F.interpolate(x, scale_factor=2)


def encode(p, images):
    h = leaky(conv(p, "encoder/32", images, 2))
    h = leaky(conv(p, "encoder/16", h, 2))
    h = h + leaky(conv(p, "encoder/16/more", h))
    h = leaky(conv(p, "encoder/8", h, 2))
    h = h + leaky(conv(p, "encoder/8/more", h))
    cells = conv(p, "encoder/mean", h).flip(2, 3).permute(0, 2, 3, 1)
    return torch.cat([cells[..., :CONTENT].flatten(1), cells[..., CONTENT:].flatten(1)], 1)


def cells_of(numbers):
    """Codes keep Easel's order; pictures are turned by half a turn here."""
    return numbers.unflatten(1, (GRID, GRID, -1)).permute(0, 3, 1, 2).flip(2, 3)


def decode(p, code, style, keep):
    contents = GRID * GRID * CONTENT
    content, detail = code[:, :contents], code[:, contents:] * keep
    modulation = leaky(linear(p, "decoder/modulation", torch.cat([content, detail, style], 1)))

    def block(name, x):
        scale, shift = linear(p, f"{name}/modulation", modulation)[..., None, None].chunk(2, 1)
        return leaky(torch.addcmul(shift, conv(p, name, x), scale + 1))

    h = block("decoder/start", torch.cat([cells_of(content), cells_of(detail)], 1))
    h = block("decoder/8", h)
    h = h + block("decoder/8/more", h)
    h = block("decoder/16", twice(pointwise(p, "decoder/8/narrow", h)))
    h = h + block("decoder/16/more", h)
    rgba = pointwise(p, "decoder/16/rgba", h)
    h = block("decoder/32", twice(pointwise(p, "decoder/16/narrow", h)))
    h = h + block("decoder/32/more", h)
    rgba = twice(rgba) + pointwise(p, "decoder/32/rgba", h)
    h = block("decoder/64", h)
    rgba = torch.sigmoid(twice(rgba) + F.pixel_shuffle(conv(p, "decoder/64/rgba", h), 2))
    alpha = rgba[:, 3:]
    return torch.cat([rgba[:, :3] * alpha, alpha], 1)


def reconstruction_error(difference, scales=4):
    total = difference.abs().mean()
    for _ in range(1, scales):
        difference = F.avg_pool2d(difference, 2)
        total = total + difference.abs().mean()
    return total


def edge_error(difference):
    return difference.diff(dim=2).abs().mean() + difference.diff(dim=3).abs().mean()


def divergence(mean, log_variance):
    return 0.5 * (mean.square().mean() + (log_variance.exp() - log_variance - 1).mean())


def step(p, batch):
    mean = encode(p, batch["source"])
    log_variance = 3 * torch.tanh(p["encoder/spread"]) - 2
    code = mean + torch.exp(0.5 * log_variance) * batch["noise"]
    difference = decode(p, code, batch["style"], batch["keep"]) - batch["target"]
    reconstruction, edges = reconstruction_error(difference), edge_error(difference)
    kl = divergence(mean, log_variance)
    loss = reconstruction + EDGE_WEIGHT * edges + KL_WEIGHT * kl
    gradients = torch.autograd.grad(loss, list(p.values()))
    return {
        **{f"gradient:{name}": gradient for name, gradient in zip(p, gradients)},
        **{"loss:loss": loss, "loss:reconstruction": reconstruction, "loss:edges": edges, "loss:kl": kl},
    }


def sample(p, inputs):
    return {"image": decode(p, inputs["code"], inputs["style"], inputs["keep"])}
