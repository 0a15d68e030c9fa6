"""Patterns as latent variables: gates that are drawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from .command import Job, PathLike, Time, joined
from .networks import Model, Network
from .probability import _numbers, _rows, _text
from .records import Record, Report, key, listed, optional
from .values import Exact, Matrix, Vector, fraction, number, vector, vector_text


class LayerGradient(Record):
    """The gradient with respect to the weights and biases of a layer."""

    __slots__ = ()

    layer = key("layer", int, "The layer, from 1.")
    weights = key("weights", _rows, "By weights, row by row.")
    biases = optional("biases", _numbers, "By biases.")


class GatePattern(Record):
    """A pattern at a point."""

    __slots__ = ()

    pattern = key("pattern", str, "The pattern.")
    prior = key("prior", number, "Its probability, given the input.")
    posterior = optional("posterior", number, "Its probability, given what is observed, too.")


class GatePoint(Record):
    """What the gates are at one point."""

    __slots__ = ()

    input = key("input", vector, "The point.")
    log_likelihood = optional("logLikelihood", number, "``ln p(y|x)``.")
    patterns = key("patterns", listed(GatePattern), "Patterns, most probable first.")
    gradient = optional("gradient", listed(LayerGradient), "The gradient of the log-likelihood.")
    evidence_lower_bound = optional("evidenceLowerBound", number, "The bound of given gates.")
    mean_field = optional("meanField", Record, "The best bound of independent gates.")


class GateInformation(Record):
    """The information in the gates, in nats."""

    __slots__ = ()

    entropy = key("H(A)", number, "``H(A)``, the entropy of the pattern.")
    conditional_entropy = key("H(A|X)", number, "``H(A|X)``, the same, given the input.")
    of_input = key("I(A;X)", number, "``I(A;X)``, what the pattern tells of the input.")
    of_class = optional("I(A;Y)", number, "``I(A;Y)``, what it tells of the class.")


class Gates(Report):
    """The gates at one temperature."""

    __slots__ = ()

    points = key("points", listed(GatePoint), "One entry for each point.")
    information = key("information", GateInformation, "The information in the gates.")
    mean_log_likelihood = optional("meanLogLikelihood", number, "The mean over the points.")
    covariance = optional("covariance", Record, "Of the input, within and between patterns.")


class GateTemperature(Record):
    """The gates at one temperature of a course."""

    __slots__ = ()

    temperature = key("temperature", fraction, "The temperature.")
    information = key("information", GateInformation, "The information in the gates.")
    mean_log_likelihood = optional("meanLogLikelihood", number, "The mean over the points.")


class GateCourse(Report):
    """The gates over a list of temperatures."""

    __slots__ = ()

    temperatures = key("temperatures", listed(GateTemperature), "One entry for each.")


def _observed(
    job: Job,
    outputs: PathLike | Matrix | None,
    noise_variance: Exact | None,
    labels: PathLike | Iterable[Any] | None,
    classes: bool,
    weights: Vector | None,
) -> None:
    rows = None if weights is None else [[weight] for weight in vector_text(weights)]
    job.options(
        outputs=None if outputs is None else job.table("outputs.csv", outputs),
        labels=None if labels is None else job.words("labels.csv", labels),
        weights=None if rows is None else job.table("weights.csv", rows),
        noise_variance=_text(noise_variance),
        classes=classes,
    )


def gates(
    model: Model,
    points: PathLike | Matrix,
    *,
    temperature: Exact | Sequence[Exact],
    outputs: PathLike | Matrix | None = None,
    noise_variance: Exact | None = None,
    labels: PathLike | Iterable[Any] | None = None,
    classes: bool = False,
    weights: Vector | None = None,
    variational: Sequence[Exact] | None = None,
    gradients: bool = True,
    max_patterns: int | None = None,
    mean_field: int | None = None,
    time_limit: Time | None = None,
    seed: int | None = None,
    threads: int | None = None,
) -> Gates:
    """Likelihood, posterior, bounds and gradients where gates are drawn at a temperature.

    Observed are ``outputs`` with Gaussian noise, or ``labels``, classes from 0 whose logits are the
    outputs; with ``classes`` they are drawn and not observed.
    """
    job = Job("gates")
    job.add(Network.of(model).argument(job))
    job.options(points=job.table("points.csv", points), temperature=joined(temperature))
    _observed(job, outputs, noise_variance, labels, classes, weights)
    job.options(
        variational=joined(variational), no_gradients=not gradients, max_patterns=max_patterns,
        mean_field=mean_field, time_limit=time_limit, seed=seed, threads=threads,
    )  # fmt: skip
    return job.report(Gates)


def gates_course(
    model: Model,
    points: PathLike | Matrix,
    *,
    temperatures: Sequence[Exact],
    outputs: PathLike | Matrix | None = None,
    noise_variance: Exact | None = None,
    labels: PathLike | Iterable[Any] | None = None,
    classes: bool = False,
    weights: Vector | None = None,
    mean_field: int | None = None,
    time_limit: Time | None = None,
    seed: int | None = None,
    threads: int | None = None,
) -> GateCourse:
    """What becomes of the gates over a list of temperatures."""
    job = Job("gates", "course")
    job.add(Network.of(model).argument(job))
    job.options(points=job.table("points.csv", points), temperatures=joined(temperatures))
    _observed(job, outputs, noise_variance, labels, classes, weights)
    job.options(mean_field=mean_field, time_limit=time_limit, seed=seed, threads=threads)
    return job.report(GateCourse)
