import ExactAlgebra
import NetworkVarieties
import Oracles
import Specimens
import Testing

/// Equations of varieties that no minors give: the article `MissingEquations`.
@Suite struct MissingEquationTests {
  /// 3,5,3: 10101, 11001, 11110 on a random line of matrices `M_1, M_2, M_3` with a common kernel of `M_1 - M_2`, and on a random plane.
  ///
  /// Unknown are a matrix `a_3` with `a_2 = a_3 - (M_1 - M_2)` and `a_1`; `a_5` and `a_4` are what is left of `M_1` and `M_3`. On
  /// the line `N = M_1 - M_2` has two columns and `a_3 = N x` with an idempotent `x` of rank one.
  private static func script(prime: Int, seed: Int, isLine: Bool) -> String {
    let unknown = isLine ? "x,y,z" : "w1,w2,w3,r2,r3,t"
    let entry = isLine ? "rnd()+rnd()*s" : "rnd()+rnd()*s+rnd()*t"
    let conditions =
      isLine
      ? """
      matrix N[3][2]; for(i=1;i<=3;i++){for(j=1;j<=2;j++){ N[i,j]=\(entry); }}
      matrix X[2][2]=x,y,z,1-x; matrix Y[2][2]=2*x-1,2*y,2*z,1-2*x;
      matrix E[2][3]=1,0,0,0,1,0;
      ideal I=x*(1-x)-y*z;
      matrix A=M1-N*X*E-a1; matrix B=M3-N*Y*E-a1;
      """
      : """
      matrix M2[3][3]; for(i=1;i<=3;i++){for(j=1;j<=3;j++){ M2[i,j]=\(entry); }}
      matrix W[3][1]=w1,w2,w3; matrix R[1][3]=1,r2,r3; matrix a3=W*R; matrix N=M1-M2;
      matrix D=a3-N; matrix F=M1-a3; matrix G=M3-2*a3+N;
      ideal I=minor(D,2)+ideal(det(N),det(F),det(G));
      matrix A=F-a1; matrix B=G-a1;
      """
    return """
      ring r=\(prime),(\(unknown),u2,u3,v1,v2,v3,s),dp;
      system("random",\(seed));
      proc rnd() { return(random(-15000,15000)); }
      int i,j; matrix M1[3][3]; matrix M3[3][3];
      for(i=1;i<=3;i++){for(j=1;j<=3;j++){ M1[i,j]=\(entry); M3[i,j]=\(entry); }}
      matrix u[3][1]=1,u2,u3; matrix v[1][3]=v1,v2,v3; matrix a1=u*v;
      \(conditions)
      I=I+minor(A,2)+minor(B,2);
      option(redSB);
      ideal J=slimgb(I);
      ideal K=eliminate(J,\(unknown.replacing(",", with: "*"))*u2*u3*v1*v2*v3);
      list f=factorize(K[1]);
      int m=1; for(i=2;i<=size(f[2]);i++){ if(f[2][i]>m){ m=f[2][i]; } }
      print("result "+string(dim(J))+" "+string(vdim(J))+" "+string(size(K))+" "+string(deg(K[1]))+" "+string(m));
      quit;

      """
  }

  /// On a line in the cubic hypersurface there are 18 points of the variety, and on a plane 54, all different: a
  /// complete intersection of degrees 3 and 18.
  @Test(
    .enabled(if: ExternalProgram.singular.isInstalled, "Singular is not installed"),
    arguments: [(32003, 11), (31991, 12), (30011, 13)])
  func degreeEighteen(prime: Int, seed: Int) async throws {
    for (isLine, degree) in [(true, 18), (false, 54)] {
      let found = try await SingularOracle.integers(
        printedBy: Self.script(prime: prime, seed: seed, isLine: isLine))
      // A dimension, the number of solutions, one polynomial in `s` of this degree without multiple factors.
      #expect(found == [[0, degree, 1, degree, 1]])
    }
  }

  @Test func dimension() throws {
    let network = try RandomNetwork([3, 5, 3], "10101", "11001", "11110")
    let dimension = try network.variety.dimension(seed: 1)
    #expect(dimension.value == 25)
  }

  // MARK: 2,5,2: 10001, 11010, 11100, 11111

  /// The determinant of the matrix of all `det(X_i - X_j)` with `X_0 = 0` and four combinations of the `M_i`.
  private static func equation(_ m: [[Rational]]) -> Rational {
    func sum(_ coefficients: [Rational]) -> [Rational] {
      (0..<4).map { place in
        zip(coefficients, m).reduce(Rational(0)) { $0 + $1.0 * $1.1[place] }
      }
    }
    let points = [
      sum([0, 0, 0, 0]), m[0], sum([1, 1, 0, -1]),
      sum([Rational(1, 2), Rational(1, 2), Rational(1, 2), Rational(-1, 2)]), sum([1, 0, 1, -1]),
    ]
    let rows = points.map { x in
      points.map { y in
        let d = zip(x, y).map { $0 - $1 }
        return d[0] * d[3] - d[1] * d[2]
      }
    }
    return RationalMatrix(rows).determinant
  }

  /// The determinant vanishes where the blocks are sums of matrices of rank one, not elsewhere, and has degree 10.
  @Test func determinantOfDegreeTen() throws {
    var generator = SeededGenerator(seed: 3)
    func numbers(_ count: Int) -> [Rational] {
      (0..<count).map { _ in Rational(Int.random(in: -9...9, using: &generator)) }
    }
    var vanishing = 0
    for _ in 0..<50 {
      let neurons = (0..<5).map { _ in
        let (u, v) = (numbers(2), numbers(2))
        return [u[0] * v[0], u[0] * v[1], u[1] * v[0], u[1] * v[1]]
      }
      let blocks = ["10001", "11010", "11100", "11111"].map { pattern in
        (0..<4).map { place in
          zip(pattern, neurons).reduce(Rational(0)) { $1.0 == "1" ? $0 + $1.1[place] : $0 }
        }
      }
      if Self.equation(blocks).isZero { vanishing += 1 }
    }
    #expect(vanishing == 50)
    let blocks = (0..<4).map { _ in numbers(4) }
    let value = Self.equation(blocks)
    #expect(!value.isZero)
    #expect(Self.equation(blocks.map { $0.map { 2 * $0 } }) == 1024 * value)
    let network = try RandomNetwork([2, 5, 2], "10001", "11010", "11100", "11111")
    let dimension = try network.variety.dimension(seed: 1)
    #expect(dimension.value == 15)
  }
}
