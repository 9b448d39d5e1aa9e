// Package api implements the services of throughline.v1: one struct for each service, one file
// for each method. Handlers turn requests into values of the stages and of the store, and back;
// the decisions are made there. Who may call what is decided before a handler runs: see package
// intercept.
package api
