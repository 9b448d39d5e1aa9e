// Package counts is the statistics of counts that vary more than chance alone: regression on time,
// dispersion, and intervals of rates, shares and their ratios.
package counts
