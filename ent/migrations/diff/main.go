// Command diff writes the migration that brings the tables from what ent/migrations/ent makes
// to what ent/schema describes.
//
//	go run ./ent/migrations/diff NAME     write it; nothing when they agree
//	go run ./ent/migrations/diff -check   fail when they do not agree
//	go run ./ent/migrations/diff -hash    accept the files as they are, after a change by hand
//
// It replays the migrations so far on a scratch Postgres of its own. Run go generate ./ent first.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"strings"

	"github.com/throughline-cx/throughline/server/store/embedded"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx, os.Args[1:])
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "diff:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	flags := flag.NewFlagSet("diff", flag.ContinueOnError)
	dir := flags.String("dir", "ent/migrations/ent", "`folder` of the migrations that ent's schema owns")
	check := flags.Bool("check", false, "write nothing, and fail when the schema and the migrations disagree")
	hash := flags.Bool("hash", false, "write atlas.sum anew for the files as they are")
	if err := flags.Parse(args); err != nil {
		return err
	}
	switch {
	case *hash && !*check && flags.NArg() == 0:
		return rehash(*dir)
	case *check && !*hash && flags.NArg() == 0:
		return checkDrift(ctx, *dir)
	case !*check && !*hash && flags.NArg() == 1:
		return write(ctx, *dir, flags.Arg(0))
	}
	return fmt.Errorf("want a name for the migration, or -check, or -hash")
}

// write adds a migration to the folder when there is something to migrate.
func write(ctx context.Context, dir, name string) error {
	added, err := withScratch(ctx, func(url string) ([]string, error) { return diff(ctx, url, dir, name) })
	if err != nil {
		return err
	}
	if len(added) == 0 {
		fmt.Println("the migrations make what the schema describes: nothing to write")
	}
	for _, file := range added {
		fmt.Println(file)
	}
	return nil
}

// checkDrift does the same on a copy of the folder.
func checkDrift(ctx context.Context, dir string) error {
	work, err := os.MkdirTemp("", "throughline-diff-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	if err := os.CopyFS(work, os.DirFS(dir)); err != nil {
		return err
	}
	added, err := withScratch(ctx, func(url string) ([]string, error) { return diff(ctx, url, work, "drift") })
	if err != nil {
		return err
	}
	for _, file := range added {
		if !strings.HasSuffix(file, ".up.sql") {
			continue
		}
		missing, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		return fmt.Errorf("the schema has what the migrations do not make: run `go run ./ent/migrations/diff NAME`\n%s", missing)
	}
	return nil
}

// withScratch calls f with the address of an empty database.
func withScratch(ctx context.Context, f func(url string) ([]string, error)) (lines []string, err error) {
	log := slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelError}))
	server, err := embedded.StartScratch(ctx, embedded.Options{Logger: log})
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, server.Stop(context.WithoutCancel(ctx))) }()
	return f(server.AdminURL())
}
