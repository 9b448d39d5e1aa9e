// Command cli writes the reference of the command line: what --help says of every command, as
// one page.
//
//	go run ./tools/cli docs/cli.md
package main

import (
	"fmt"
	"os"
	"strings"

	"github.com/throughline-cx/throughline/cmd/throughline/command"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "error:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) != 1 {
		return fmt.Errorf("give the file to write, such as docs/cli.md")
	}
	var page strings.Builder
	if err := command.WriteReference(&page); err != nil {
		return err
	}
	return os.WriteFile(args[0], []byte(page.String()), 0o644)
}
