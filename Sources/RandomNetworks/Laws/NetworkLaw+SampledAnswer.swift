extension NetworkLaw {
  func sampledAnswer(to question: OutputQuestion) async throws -> OutputAnswer { OutputAnswer() }
}
