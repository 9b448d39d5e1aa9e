package email

import (
	"net/mail"
	"net/url"
	"strings"
	"testing"
)

// FuzzRelay: whatever stands in the settings, what is said of it shows no password, and no password goes
// anywhere without encryption.
func FuzzRelay(f *testing.F) {
	for _, seed := range []string{
		"smtp://throughline:hush-6f1d@smtp.example.com:587", "smtps://u:hush-6f1d@[::1]", "smtp://u:hush-6f1d@localhost?tls=none", "smtp://u:hush-6f1d@10.0.0.1?tls=none",
		"smtp://u:hush-6f1d@smtp.example.com/path", "http://u:hush-6f1d@x", "smtp://u:hush-6f1d@x:y", "smtp://%zz:hush-6f1d@x", "",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, address string) {
		r, err := parseRelay(address)
		if err != nil {
			u, wrong := url.Parse(address)
			if wrong != nil {
				return
			}
			if password, _ := u.User.Password(); len(password) > 8 && strings.Contains(err.Error(), password) {
				t.Errorf("%q: %v", address, err)
			}
			return
		}
		if r.host == "" || r.port == "" || r.security == none && r.user != "" && !loopback(r.host) {
			t.Errorf("%q is %+v", address, r)
		}
	})
}

// FuzzRecipient: an address that is taken is one, and can break out neither of a command nor of a header.
func FuzzRecipient(f *testing.F) {
	for _, seed := range []string{"a@example.com", "A <a@example.com>", "a@example.com\r\nDATA", "\"a b\"@example.com", "a@[127.0.0.1]", "ä@例え.jp", "a@b@c", "a,b@c"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, address string) {
		if !plainAddress(address) {
			return
		}
		list, err := mail.ParseAddressList(address)
		if err != nil || len(list) != 1 || list[0].Address != address || strings.ContainsAny(address, "<>\r\n \t,") {
			t.Errorf("%q is taken: %v, %v", address, list, err)
		}
	})
}
