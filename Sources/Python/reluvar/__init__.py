"""Exact equations and activation regions of ReLU networks, in Python.

The package runs the command ``reluvar``, which computes everything, and reads what it writes. What
a verb of the command answers, the function of the same name here answers; where a name would hide
one of Python (``range``) it is another one (``ranges``). Models are those of PyTorch and
scikit-learn, ONNX models, files, and layers as arrays; weights are carried exactly.

>>> import reluvar
>>> layers = [([[1, 0], [0, 1], [1, 1]], [0, 0, -1]), ([[1, 2, -1]], [0])]
>>> [region.pattern for region in reluvar.regions(layers, box=(-1, 1))]
['000', '010', '100', '110', '111']
"""

from .command import Stream, __version__, executable
from .errors import (
    CommandError,
    CommandFailed,
    DataError,
    ExecutableError,
    LimitReached,
    LimitWarning,
    MissingPackage,
    MissingProgram,
    ModelError,
    OutputError,
    ReluvarError,
    UsageError,
)
from .gates import GateCourse, Gates, gates, gates_course
from .information import Information, TableInformation, information, table_information
from .invariance import Invariance, Push, decide_invariance, push
from .laws import STANDARD_NORMAL, Law, gaussian, mixture, points, uniform
from .networks import Layer, Model, Network
from .pictures import Picture, plot
from .polynomials import Polynomial
from .probability import (
    Density,
    LawSummary,
    Measure,
    PatternProbability,
    density,
    law,
    measure,
)
from .properties import (
    CertificateCheck,
    Failure,
    Range,
    Ranges,
    Verification,
    check_certificate,
    failure,
    ranges,
    verify,
)
from .records import Record, Report
from .regions import (
    AffineMap,
    Inequality,
    Neuron,
    Region,
    RegionGraph,
    Regions,
    RegionSummary,
    at,
    containing,
    count,
    graph,
    regions,
)
from .sweeps import Finding, SweepSummary, findings, sweep
from .values import Number, Status
from .varieties import (
    Check,
    Completion,
    Constraints,
    Derivation,
    Dimension,
    Problem,
    Realization,
    check,
    complete,
    constraints,
    derive,
    dimension,
    realize,
)
from .verbs import report, text

__all__ = [
    "AffineMap",
    "CertificateCheck",
    "Check",
    "CommandError",
    "CommandFailed",
    "Completion",
    "Constraints",
    "DataError",
    "Density",
    "Derivation",
    "Dimension",
    "ExecutableError",
    "Failure",
    "Finding",
    "GateCourse",
    "Gates",
    "Inequality",
    "Information",
    "Invariance",
    "Law",
    "LawSummary",
    "Layer",
    "LimitReached",
    "LimitWarning",
    "Measure",
    "MissingPackage",
    "MissingProgram",
    "Model",
    "ModelError",
    "Network",
    "Neuron",
    "Number",
    "OutputError",
    "PatternProbability",
    "Picture",
    "Polynomial",
    "Problem",
    "Push",
    "Range",
    "Ranges",
    "Realization",
    "Record",
    "Region",
    "RegionGraph",
    "RegionSummary",
    "Regions",
    "ReluvarError",
    "Report",
    "STANDARD_NORMAL",
    "Status",
    "Stream",
    "SweepSummary",
    "TableInformation",
    "UsageError",
    "Verification",
    "__version__",
    "at",
    "check",
    "check_certificate",
    "complete",
    "constraints",
    "containing",
    "count",
    "decide_invariance",
    "density",
    "derive",
    "dimension",
    "executable",
    "failure",
    "findings",
    "gates",
    "gates_course",
    "gaussian",
    "graph",
    "information",
    "law",
    "measure",
    "mixture",
    "plot",
    "points",
    "push",
    "ranges",
    "realize",
    "regions",
    "report",
    "sweep",
    "table_information",
    "text",
    "uniform",
    "verify",
]
