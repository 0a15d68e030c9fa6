import Enclosures
import ExactAlgebra

extension SampleTerms {
  /// The sums in balls; precision is raised until they are known.
  static func inBalls(
    of model: GateModel, over sample: GateSample, _ request: Request
  ) -> SampleTerms {
    RaisedPrecision.first { precision in
      SampleTerms(of: model, over: sample, request, precision: precision)
    } isKnown: {
      $0.all.allSatisfy(\.isKnownBesideOne)
    }
  }

  private init(
    of model: GateModel, over sample: GateSample, _ request: Request, precision: Int
  ) {
    let zero = Ball(0, precision: precision)
    var priors: [[Ball]] = []
    var joint = Array(
      repeating: Array(repeating: zero, count: model.patternCount), count: request.classCount)
    for (point, weight) in zip(sample.points, sample.weights) {
      var law: [Ball] = []
      model.forEachPath(from: point, precision: precision) { path in
        let prior = path.logPrior.vanishingExponential()
        law.append(prior)
        guard request.classCount > 0 else { return }
        for (label, logarithm) in GateLikelihood.logProbabilities(path.outputs).enumerated() {
          joint[label][path.number] += prior * weight * logarithm.vanishingExponential()
        }
      }
      priors.append(law)
    }
    classes = joint.map { $0.sum(precision: precision) }
    layers = []
    var gatesBefore = 0
    for width in model.network.architecture.hiddenWidths {
      gatesBefore += width
      let rest = model.gateCount - gatesBefore
      let laws = priors.map { Self.folded($0, bits: rest) }
      let joints = joint.map { Self.folded($0, bits: rest) }
      layers.append(Self.layer(laws, joints, sample, request, precision: precision))
    }
    gates = (0..<model.gateCount).map { gate in
      let bit = model.gateCount - 1 - gate
      func open(_ law: [Ball]) -> Ball {
        law.indices.lazy.filter { $0 >> bit & 1 == 1 }.map { law[$0] }.sum(precision: precision)
      }
      let probabilities = priors.map(open)
      return Gate(
        open: zip(probabilities, sample.weights).map { $0 * $1 }.sum(precision: precision),
        conditionalEntropy: zip(probabilities, sample.weights).map {
          $0.binaryEntropy * $1
        }.sum(precision: precision),
        openClasses: joint.map(open))
    }
  }

  /// The sums of groups of `2^bits` numbers.
  private static func folded(_ law: [Ball], bits: Int) -> [Ball] {
    (0..<bits).reduce(law) { law, _ in
      (0..<law.count / 2).map { law[2 * $0] + law[2 * $0 + 1] }
    }
  }

  private static func layer(
    _ laws: [[Ball]], _ joints: [[Ball]], _ sample: GateSample, _ request: Request, precision: Int
  ) -> Layer {
    func entropy(_ law: some Sequence<Ball>) -> Ball {
      law.lazy.map(\.entropyTerm).sum(precision: precision)
    }
    let law = laws[0].indices.map { number in
      zip(laws, sample.weights).map { $0[number] * $1 }.sum(precision: precision)
    }
    var layer = Layer(
      entropy: entropy(law),
      conditionalEntropy: zip(laws, sample.weights).map { entropy($0) * $1 }
        .sum(precision: precision),
      jointEntropy: entropy(joints.joined()))
    guard request.hasCovariance else { return layer }
    let zero = Ball(0, precision: precision)
    let mean = request.mean
    layer.within = Array(
      repeating: Array(repeating: zero, count: mean.count), count: mean.count)
    layer.between = layer.within
    for number in law.indices {
      let masses = zip(laws, sample.weights).map { $0[number] * $1 }
      let mass = law[number]
      let centre = mean.indices.map { column in
        zip(masses, sample.points).map { $0 * $1[column] }.sum(precision: precision) / mass
      }
      let deviations = sample.points.map { point in zip(centre, point).map { -($0 - $1) } }
      let shift = zip(centre, mean).map { $0 - $1 }
      for row in mean.indices {
        for column in mean.indices {
          layer.within[row][column] += zip(masses, deviations).map {
            $0 * $1[row] * $1[column]
          }.sum(precision: precision)
          layer.between[row][column] += mass * shift[row] * shift[column]
        }
      }
    }
    return layer
  }
}
