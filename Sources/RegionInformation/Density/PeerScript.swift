/// The program in Python that estimates densities by a histogram and by a kernel.
enum PeerScript {
  static let text = #"""
    import json
    import platform
    import sys

    try:
        import numpy as np
        import sklearn
        from sklearn.model_selection import GridSearchCV, KFold
        from sklearn.neighbors import KernelDensity
    except ImportError as error:
        print(error)
        sys.exit(3)

    LARGEST_BIN_COUNT = 1_000_000
    BANDWIDTHS = 40


    def mean(logarithms):
        zero = int(np.sum(np.isneginf(logarithms)))
        error = None
        if zero == 0 and len(logarithms) > 1:
            error = float(np.std(logarithms, ddof=1) / np.sqrt(len(logarithms)))
        value = float(np.mean(logarithms)) if len(logarithms) and zero == 0 else None
        return {"value": value, "standardError": error, "zeroCount": zero}


    class Histogram:
        """Equal bins in a box, pseudo-counts spread over it; zero outside."""

        def __init__(self, bins, box, smoothing):
            self.bins, self.box, self.smoothing = bins, box, smoothing

        def fit(self, points):
            self.counts, self.edges = np.histogramdd(points, bins=self.bins, range=self.box)
            self.total = self.counts.sum()
            return self

        def logarithms(self, points):
            lower, upper = np.array(self.box).T
            inside = np.all((points >= lower) & (points <= upper), axis=1)
            # As histogramdd does it: the last edge belongs to the last bin.
            places = tuple(
                np.clip(np.searchsorted(edges, column, side="right") - 1, 0, self.bins - 1)
                for edges, column in zip(self.edges, points.T))
            volume = np.prod(upper - lower)
            count = self.counts[places] * inside
            scale = self.bins ** len(self.box)
            density = (count * scale + self.smoothing * inside) / (
                volume * (self.total + self.smoothing))
            with np.errstate(divide="ignore"):
                return np.log(density)


    def best_histogram(points, box, smoothing, parts):
        dimension = points.shape[1]
        most = int(min(4 * np.ceil(len(points) ** (1 / dimension)) + 4,
                       LARGEST_BIN_COUNT ** (1 / dimension)))
        best, width = -np.inf, 1
        for bins in range(1, most + 1):
            scores = []
            for train, test in parts.split(points):
                histogram = Histogram(bins, box, smoothing).fit(points[train])
                scores.append(np.mean(histogram.logarithms(points[test])))
            if np.mean(scores) > best:
                best, width = np.mean(scores), bins
        return Histogram(width, box, smoothing).fit(points), width


    def best_kernel(points, parts):
        spread = float(np.mean(np.std(points, axis=0))) or 1.0
        widths = np.geomspace(0.01 * spread, 2 * spread, BANDWIDTHS)
        search = GridSearchCV(KernelDensity(kernel="gaussian"), {"bandwidth": widths}, cv=parts)
        search.fit(points)
        return search.best_estimator_, float(search.best_params_["bandwidth"])


    def estimate(width, logarithms, points, held_out):
        answer = {"width": width, "points": mean(logarithms(points))}
        if held_out is not None:
            answer["heldOut"] = mean(logarithms(held_out))
        return answer


    request = json.load(open("request.json"))
    points = np.array(request["points"])
    held_out = request.get("heldOut")
    if held_out is not None:
        held_out = np.array(held_out).reshape(-1, points.shape[1])
    count = min(5, len(points))
    parts = KFold(n_splits=count, shuffle=True, random_state=request["seed"])
    histogram, bins = best_histogram(points, request["box"], request["smoothing"], parts)
    kernel, width = best_kernel(points, parts)
    score = lambda values: kernel.score_samples(values) if len(values) else np.array([])
    answer = {
        "histogram": estimate(bins, histogram.logarithms, points, held_out),
        "kernel": estimate(width, score, points, held_out),
        "parts": count,
        "versions": "Python %s, numpy %s, scikit-learn %s" % (
            platform.python_version(), np.__version__, sklearn.__version__),
    }
    json.dump(answer, open("answer.json", "w"))

    """#
}
