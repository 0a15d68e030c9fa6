# The probability of a box under a Gaussian law by mvtnorm: box_probability.R FILE
#
# The file holds numbers: the dimension, the mean, the lower ends, the upper ends ("Inf" is one), and the
# covariance matrix, row by row. Prints the value and the error that mvtnorm states.
suppressMessages(library(mvtnorm))
numbers <- scan(commandArgs(trailingOnly = TRUE)[1], quiet = TRUE)
d <- numbers[1]
part <- function(k) numbers[(2 + (k - 1) * d):(1 + k * d)]
covariance <- matrix(numbers[(2 + 3 * d):length(numbers)], d, d)
set.seed(1)
value <- pmvnorm(
  lower = part(2), upper = part(3), mean = part(1), sigma = covariance,
  algorithm = GenzBretz(maxpts = 2e6, abseps = 0, releps = 1e-4))
cat(format(value[1], digits = 17), format(attr(value, "error"), digits = 17), "\n")
