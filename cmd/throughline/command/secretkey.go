package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"time"
)

// keyPatience is how long a key service has to answer.
const keyPatience = 30 * time.Second

// maxKeyOutput is how many bytes a secret key may have as it is given, blanks around it included.
const maxKeyOutput = 4 << 10

// secretKey returns the key that seals secrets, from where the operator keeps it: the environment, a
// file, or a command that asks a key service. At most one of them may say. What it returns is in no
// error.
func secretKey(ctx context.Context, log io.Writer, file, command string) (string, error) {
	plain := environment("SECRET_KEY", "")
	given := 0
	for _, from := range []string{plain, file, command} {
		if from != "" {
			given++
		}
	}
	switch {
	case given > 1:
		return "", errors.New("give the secret key once: in THROUGHLINE_SECRET_KEY, with --secret-key-file or with --secret-key-command")
	case file != "":
		data, err := os.ReadFile(file)
		if err != nil {
			return "", fmt.Errorf("--secret-key-file: %w", err)
		}
		return oneLine("--secret-key-file", data)
	case command != "":
		return askKey(ctx, log, command)
	}
	return plain, nil
}

// askKey runs a command that prints the key. What the command says of a failure goes to log, where the operator reads it.
func askKey(ctx context.Context, log io.Writer, command string) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, keyPatience)
	defer cancel()
	run := exec.CommandContext(ctx, "sh", "-c", command) //nolint:gosec // it is the operator's own
	run.Stderr = log
	run.WaitDelay = time.Second // for what it has started and left behind
	out, err := run.Output()
	switch {
	case ctx.Err() != nil:
		return "", fmt.Errorf("--secret-key-command: no answer within %s", keyPatience)
	case err != nil:
		return "", fmt.Errorf("--secret-key-command: %w", err)
	}
	return oneLine("--secret-key-command", out)
}

// oneLine returns what a file or a command holds, when it is one line.
func oneLine(from string, data []byte) (string, error) {
	text := strings.TrimSpace(string(data))
	if text == "" || len(data) > maxKeyOutput || strings.ContainsAny(text, "\r\n") {
		return "", fmt.Errorf("%s must give one line: 32 bytes in base64", from)
	}
	return text, nil
}
