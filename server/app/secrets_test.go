package app

import (
	"bytes"
	"encoding/base64"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestSecretsAreMadeOnceAndKept(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new")
	first, err := secretsIn(dir)
	if err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(filepath.Join(dir, masterKeyFile))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file's mode is %v, %v; want 0600", info.Mode(), err)
	}
	second, err := secretsIn(dir)
	if err != nil || !bytes.Equal(first.Sealing(), second.Sealing()) {
		t.Errorf("the second start has other keys: %v", err)
	}
	other, err := secretsIn(t.TempDir())
	if err != nil || bytes.Equal(first.Sealing(), other.Sealing()) {
		t.Errorf("two directories have the same key: %v", err)
	}
	if entries, _ := os.ReadDir(dir); len(entries) != 1 {
		t.Errorf("it leaves %v", entries)
	}
}

func TestSecretsThatAreMalformed(t *testing.T) {
	for name, content := range map[string]string{
		"empty":      "",
		"short":      base64.StdEncoding.EncodeToString(make([]byte, 31)),
		"long":       base64.StdEncoding.EncodeToString(make([]byte, 33)),
		"no base64":  strings.Repeat("!", 44),
		"two of one": strings.Repeat(base64.StdEncoding.EncodeToString(make([]byte, 32))+"\n", 2),
	} {
		dir := t.TempDir()
		path := filepath.Join(dir, masterKeyFile)
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := secretsIn(dir); err == nil || !strings.Contains(err.Error(), path) || !strings.Contains(err.Error(), "32 bytes in base64") {
			t.Errorf("%s: error %v; want one that names the file and what would be right", name, err)
		}
		if after, _ := os.ReadFile(path); string(after) != content {
			t.Errorf("%s: it was written over", name)
		}
	}
	if _, err := secretsIn("/dev/null"); err == nil {
		t.Error("a directory that is none: no error")
	}
}

// Each purpose and each tenant has a key of its own, the same at every start.
func TestKeysDiffer(t *testing.T) {
	s, err := ParseSecrets(" " + base64.StdEncoding.EncodeToString(bytes.Repeat([]byte{7}, 32)) + "\n")
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]string{}
	for name, key := range map[string][]byte{
		"sealing": s.Sealing(), "page tokens": s.PageTokens(),
		"redaction of a": s.Redaction("a"), "redaction of b": s.Redaction("b"),
		"content of a": s.ContentHash("a"), "content of b": s.ContentHash("b"),
	} {
		if other, known := seen[string(key)]; known || len(key) != 32 {
			t.Errorf("the key of %s is that of %q, or has %d bytes", name, other, len(key))
		}
		seen[string(key)] = name
	}
	if got := base64.StdEncoding.EncodeToString(s.Redaction("acme")); got != "z6Zr+P1WNrzn1UTIW80zNK4usskG1sMQNgmKNBGyQmk=" {
		t.Errorf("the key of a tenant's pseudonyms changed to %s: what is stored would no longer match", got)
	}
}
