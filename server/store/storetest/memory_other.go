//go:build !linux

package storetest

// memoryDir is empty: the temporary folder will do.
func memoryDir() string { return "" }
