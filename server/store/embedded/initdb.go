package embedded

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
)

// adminRole is the superuser of the private Postgres. Nothing but its set-up uses it.
const adminRole = "postgres"

// initialise makes Postgres's data directory. One that was not finished is made anew, because
// it gets its name only at the end.
func (s *Server) initialise() (err error) {
	part := s.pgDir() + ".new"
	if err := os.RemoveAll(part); err != nil {
		return err
	}
	if err := os.Mkdir(part, 0o700); err != nil {
		return err
	}
	if err := s.account.give(part); err != nil {
		return err
	}
	password := filepath.Join(s.opts.DataDir, "password.part")
	if err := os.WriteFile(password, []byte(s.secrets.Admin+"\n"), 0o600); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.Remove(password)) }()
	if err := s.account.give(password); err != nil {
		return err
	}
	said := &output{log: s.opts.Logger}
	args := []string{"--pgdata=" + part, "--username=" + adminRole, "--pwfile=" + password,
		"--auth=scram-sha-256", "--encoding=UTF8", "--locale=" + locale(), "--lc-messages=C"}
	if s.opts.Settings["fsync"] == "off" {
		args = append(args, "--no-sync")
	}
	cmd := s.command("initdb", args...)
	cmd.Stdout, cmd.Stderr = said, said
	s.thread.do(func() { err = cmd.Start() })
	if err == nil {
		err = cmd.Wait()
	}
	if err != nil {
		return errors.Join(fmt.Errorf("initdb of %s: %w\n%s", s.bin, err, said.last()), os.RemoveAll(part))
	}
	return os.Rename(part, s.pgDir())
}

// locale sorts by code point and knows every letter's case; macOS has no such one.
func locale() string {
	if runtime.GOOS == "darwin" {
		return "C"
	}
	return "C.UTF-8"
}
