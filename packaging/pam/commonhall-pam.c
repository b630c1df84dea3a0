/* commonhall-pam asks the machine's PAM about one name and one password, and ends.
 *
 *   commonhall-pam SERVICE [FOLDER]      FOLDER holds services in the place of /etc/pam.d (tests)
 *
 * It runs as root behind a socket that only the hub's account may open: one process for
 * each question. It opens no session, changes no password, starts nothing by itself and
 * writes no secret anywhere. Who asks does not choose the service. Root, system accounts and
 * names that nobody has go the same way as a wrong password, and take as long.
 *
 * The question: a version (1), a verb, two lengths (16 bits, big-endian), the name, the
 * password, and the end of what is sent. The verbs: 'A' may they sign in with this password;
 * 'L' without one: may the account still be used. The answer, in lines:
 *   "ok NAME UID", "group NAME" for each and "end"; or "no"; or "expired"; or "error".
 */
#define _GNU_SOURCE
#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <security/pam_appl.h>
#include <shadow.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

enum { HEAD = 6, MAX_NAME = 64, MAX_PASSWORD = 1024, MAX_GROUPS = 1024, FIRST_UID = 1000, NOBODY = 65534 };
#ifndef SECONDS
#define SECONDS 20 /* then it is dead, without an answer; a module may wait some after a wrong password */
#endif

/* What PAM is asked about in the place of a name that it must not hear. */
static const char NO_ONE[] = "commonhall-no-such-name";

static unsigned char question[HEAD + MAX_NAME + MAX_PASSWORD + 1]; /* one more, to see what is too long */
static char name[MAX_NAME + 1], password[MAX_PASSWORD + 1];
static int vouched; /* the password was right */
static int told; /* the password is given once: what asks again wants something else */

static int converse(int n, const struct pam_message **msg, struct pam_response **out, void *unused) {
	(void)unused;
	if (n < 1 || n > PAM_MAX_NUM_MSG)
		return PAM_CONV_ERR;
	struct pam_response *r = calloc((size_t)n, sizeof *r);
	if (r == NULL)
		return PAM_BUF_ERR;
	for (int i = 0; i < n; i++) {
		if (msg[i]->msg_style == PAM_ERROR_MSG || msg[i]->msg_style == PAM_TEXT_INFO)
			continue;
		if (msg[i]->msg_style == PAM_PROMPT_ECHO_OFF && !told && (r[i].resp = strdup(password)) != NULL) {
			told = 1;
			continue;
		}
		for (int j = 0; j < i; j++)
			if (r[j].resp != NULL) {
				explicit_bzero(r[j].resp, strlen(r[j].resp));
				free(r[j].resp);
			}
		free(r);
		return PAM_CONV_ERR;
	}
	*out = r;
	return PAM_SUCCESS;
}

/* confine leaves this process as little as PAM's modules can do with. */
static void confine(void) {
	struct rlimit none = {0, 0};
	static char *environment[] = {"PATH=/usr/sbin:/usr/bin:/sbin:/bin", NULL};
	setrlimit(RLIMIT_CORE, &none);
	prctl(PR_SET_DUMPABLE, 0);
	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	mlock(question, sizeof question); /* if it may: not into a swap file */
	mlock(password, sizeof password);
	close_range(3, ~0U, 0);
	environ = environment;
	umask(077);
	signal(SIGPIPE, SIG_IGN);
	signal(SIGALRM, SIG_DFL);
	alarm(SECONDS);
	if (chdir("/") != 0)
		_exit(1);
}

/* hear reads the question, to its end. It returns the verb, 0 for what is none. */
static char hear(void) {
	size_t have = 0;
	while (have < sizeof question) {
		ssize_t n = read(0, question + have, sizeof question - have);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return 0;
		if (n == 0)
			break;
		have += (size_t)n;
	}
	if (have < HEAD || question[0] != 1)
		return 0;
	char verb = (char)question[1];
	size_t nl = (size_t)question[2] << 8 | question[3], pl = (size_t)question[4] << 8 | question[5];
	if (nl < 1 || nl > MAX_NAME || pl > MAX_PASSWORD || have != HEAD + nl + pl)
		return 0;
	if (!(verb == 'A' && pl > 0) && !(verb == 'L' && pl == 0))
		return 0;
	memcpy(name, question + HEAD, nl);
	memcpy(password, question + HEAD + nl, pl);
	explicit_bzero(question, sizeof question);
	if (strlen(name) != nl || strlen(password) != pl)
		return 0;
	for (size_t i = 0; i < nl; i++)
		if (!strchr(i == 0 ? "_" : "_-.@+", name[i]) && !(name[i] >= '0' && name[i] <= '9') &&
		    !((name[i] | 32) >= 'a' && (name[i] | 32) <= 'z'))
			return 0;
	return verb;
}

/* ask returns PAM's answer about somebody. */
static int ask(const char *service, const char *folder, const char *user, char verb) {
	static const struct pam_conv conv = {converse, NULL};
	pam_handle_t *pam = NULL;
	const void *is = NULL;
	int r = folder != NULL ? pam_start_confdir(service, user, &conv, folder, &pam) : pam_start(service, user, &conv, &pam);
	if (r != PAM_SUCCESS)
		return PAM_ABORT;
	if ((r = pam_set_item(pam, PAM_TTY, "commonhall")) == PAM_SUCCESS && verb == 'A')
		vouched = (r = pam_authenticate(pam, PAM_SILENT | PAM_DISALLOW_NULL_AUTHTOK)) == PAM_SUCCESS;
	if (r == PAM_SUCCESS)
		r = pam_acct_mgmt(pam, PAM_SILENT | PAM_DISALLOW_NULL_AUTHTOK);
	if (r == PAM_SUCCESS && (pam_get_item(pam, PAM_USER, &is) != PAM_SUCCESS || is == NULL || strcmp(is, user) != 0))
		r = PAM_USER_UNKNOWN; /* a module made somebody else of them */
	pam_end(pam, r | PAM_DATA_SILENT);
	return r;
}

static int answer(const char *text) {
	for (size_t left = strlen(text); left > 0;) {
		ssize_t n = write(0, text, left);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return 1;
		text += n, left -= (size_t)n;
	}
	return 0;
}

/* welcome says who it is, and in which groups. A group of nobody else, as useradd makes it, is none. */
static int welcome(const char *user, uid_t uid, gid_t gid) {
	static gid_t groups[MAX_GROUPS];
	static char out[MAX_GROUPS * 72 + 256];
	int n = MAX_GROUPS, at = snprintf(out, 256, "ok %s %lu\n", user, (unsigned long)uid);
	if (getgrouplist(user, gid, groups, &n) < 0)
		return answer("error\n");
	for (int i = 0; i < n; i++) {
		struct group *g = getgrgid(groups[i]);
		size_t length = g == NULL ? 0 : strlen(g->gr_name);
		if (length < 1 || length > 64 || (groups[i] == gid && strcmp(g->gr_name, user) == 0))
			continue;
		int odd = 0;
		for (const unsigned char *c = (const unsigned char *)g->gr_name; *c; c++)
			odd |= *c < 32 || *c == 127;
		if (!odd)
			at += snprintf(out + at, 72, "group %s\n", g->gr_name);
	}
	strcpy(out + at, "end\n");
	return answer(out);
}

int main(int argc, char **argv) {
	if (getauxval(AT_SECURE) || argc < 2 || argc > 3) /* set-user-id would let anybody choose the service */
		return 2;
	confine();
	char verb = hear();
	if (verb == 0)
		return answer("error\n");
	struct passwd *pw = getpwnam(name);
	int listed = pw != NULL && pw->pw_uid >= FIRST_UID && pw->pw_uid != NOBODY && pw->pw_uid != (uid_t)-1 && strlen(pw->pw_name) <= MAX_NAME && strcmp(pw->pw_name, name) == 0;
	uid_t uid = listed ? pw->pw_uid : NOBODY;
	gid_t gid = listed ? pw->pw_gid : NOBODY;
	if (listed && verb == 'L') { /* a lock (passwd -l) is for PAM a matter of passwords alone */
		struct spwd *s = getspnam(name);
		listed = s == NULL || s->sp_pwdp == NULL || s->sp_pwdp[0] != '!';
	}
	int r = ask(argv[1], argc == 3 ? argv[2] : NULL, listed ? name : NO_ONE, verb);
	explicit_bzero(password, sizeof password);
	if (listed && r == PAM_SUCCESS)
		return welcome(name, uid, gid);
	/* Only what no guess can bring about is an error: those are not counted as attempts. */
	if (r == PAM_AUTHINFO_UNAVAIL || r == PAM_ABORT || r == PAM_MODULE_UNKNOWN || r == PAM_OPEN_ERR || r == PAM_SYMBOL_ERR || r == PAM_BUF_ERR)
		return answer("error\n");
	return answer(listed && vouched ? "expired\n" : "no\n"); /* Debian's services do not say which no of account it is */
}
