import Testing
import Varieties

@Suite struct CoordinatePermutationTests {
  @Test func composition() {
    let turn = CoordinatePermutation([1, 2, 0])
    let swap = CoordinatePermutation([1, 0, 2])
    // First the turn, then the exchange: 0 goes to 1 and on to 0.
    #expect(turn.followed(by: swap).images == [0, 2, 1])
    #expect(swap.followed(by: turn).images == [2, 1, 0])
    #expect(turn[2] == 0)
  }

  @Test func identity() {
    let turn = CoordinatePermutation([1, 2, 0])
    let identity = CoordinatePermutation.identity(3)
    #expect(identity.images == [0, 1, 2])
    #expect(turn.followed(by: identity) == turn && identity.followed(by: turn) == turn)
    #expect(turn.followed(by: turn).followed(by: turn) == identity)
    #expect(CoordinatePermutation.identity(0).images.isEmpty)
  }

  @Test func onlyPermutations() async {
    await #expect(processExitsWith: .failure) { _ = CoordinatePermutation([0, 0, 1]) }
    await #expect(processExitsWith: .failure) { _ = CoordinatePermutation([1, 2]) }
  }
}
