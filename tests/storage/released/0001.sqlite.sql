BEGIN TRANSACTION;
CREATE TABLE account (
	id INTEGER NOT NULL,
	messenger TEXT NOT NULL,
	user_id TEXT NOT NULL,
	chat_id TEXT NOT NULL,
	person_id INTEGER,
	grant_id INTEGER,
	expecting TEXT NOT NULL,
	linked_at DATETIME,
	unreachable_since DATETIME,
	CONSTRAINT pk_account PRIMARY KEY (id),
	CONSTRAINT fk_account_grant_id FOREIGN KEY(grant_id) REFERENCES role_grant (id),
	CONSTRAINT fk_account_person_id FOREIGN KEY(person_id) REFERENCES person (id),
	CONSTRAINT uq_account_messenger_user_id UNIQUE (messenger, user_id)
);
INSERT INTO "account" VALUES(1,'account: messenger № 1','account: user_id № 1','account: chat_id № 1',1,1,'account: expecting № 1','2026-03-01 09:30:00.000000','2026-03-01 09:30:00.000000');
INSERT INTO "account" VALUES(2,'account: messenger № 2','account: user_id № 2','account: chat_id № 2',NULL,NULL,'account: expecting № 2',NULL,NULL);
CREATE TABLE affiliation (
	id INTEGER NOT NULL,
	person_id INTEGER NOT NULL,
	school_id INTEGER NOT NULL,
	post TEXT NOT NULL,
	subjects TEXT NOT NULL,
	main BOOLEAN NOT NULL,
	since DATE NOT NULL,
	until DATE,
	CONSTRAINT pk_affiliation PRIMARY KEY (id),
	CONSTRAINT fk_affiliation_person_id FOREIGN KEY(person_id) REFERENCES person (id),
	CONSTRAINT fk_affiliation_school_id FOREIGN KEY(school_id) REFERENCES school (id),
	CONSTRAINT uq_affiliation_person_id_school_id_since UNIQUE (person_id, school_id, since)
);
INSERT INTO "affiliation" VALUES(1,1,1,'affiliation: post № 1','affiliation: subjects № 1',1,'2026-03-01','2026-03-01');
INSERT INTO "affiliation" VALUES(2,2,2,'affiliation: post № 2','affiliation: subjects № 2',0,'2026-03-02',NULL);
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL,
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE answer (
	response_id INTEGER NOT NULL,
	question_id INTEGER NOT NULL,
	item SMALLINT NOT NULL,
	value TEXT NOT NULL,
	CONSTRAINT pk_answer PRIMARY KEY (response_id, question_id, item),
	CONSTRAINT fk_answer_question_id FOREIGN KEY(question_id) REFERENCES question (id),
	CONSTRAINT fk_answer_response_id FOREIGN KEY(response_id) REFERENCES response (id)
)
 WITHOUT ROWID

;
INSERT INTO "answer" VALUES(1,1,1,'answer: value № 1');
INSERT INTO "answer" VALUES(2,2,2,'answer: value № 2');
CREATE TABLE assignment (
	id INTEGER NOT NULL,
	kind TEXT NOT NULL,
	who_id INTEGER NOT NULL,
	person_id INTEGER,
	school_id INTEGER,
	subject TEXT NOT NULL,
	since DATE NOT NULL,
	until DATE,
	order_number TEXT NOT NULL,
	order_date DATE,
	joint BOOLEAN NOT NULL,
	CONSTRAINT pk_assignment PRIMARY KEY (id),
	CONSTRAINT fk_assignment_person_id FOREIGN KEY(person_id) REFERENCES person (id),
	CONSTRAINT fk_assignment_school_id FOREIGN KEY(school_id) REFERENCES school (id),
	CONSTRAINT fk_assignment_who_id FOREIGN KEY(who_id) REFERENCES person (id)
);
INSERT INTO "assignment" VALUES(1,'assignment: kind № 1',1,1,1,'assignment: subject № 1','2026-03-01','2026-03-01','assignment: order_number № 1','2026-03-01',1);
INSERT INTO "assignment" VALUES(2,'assignment: kind № 2',2,NULL,NULL,'assignment: subject № 2','2026-03-02',NULL,'assignment: order_number № 2',NULL,0);
CREATE TABLE audit (
	id INTEGER NOT NULL,
	at DATETIME NOT NULL,
	person_id INTEGER,
	role TEXT NOT NULL,
	action TEXT NOT NULL,
	object TEXT NOT NULL,
	detail TEXT NOT NULL,
	CONSTRAINT pk_audit PRIMARY KEY (id),
	CONSTRAINT fk_audit_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);
INSERT INTO "audit" VALUES(1,'2026-03-01 09:30:00.000000',1,'audit: role № 1','audit: action № 1','audit: object № 1','audit: detail № 1');
INSERT INTO "audit" VALUES(2,'2026-03-02 09:30:00.000000',NULL,'audit: role № 2','audit: action № 2','audit: object № 2','audit: detail № 2');
CREATE TABLE consent (
	id INTEGER NOT NULL,
	person_id INTEGER NOT NULL,
	version TEXT NOT NULL,
	text_hash TEXT NOT NULL,
	decision TEXT NOT NULL,
	decided_at DATETIME NOT NULL,
	channel TEXT NOT NULL,
	withdrawn_at DATETIME,
	CONSTRAINT pk_consent PRIMARY KEY (id),
	CONSTRAINT fk_consent_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);
INSERT INTO "consent" VALUES(1,1,'consent: version № 1','consent: text_hash № 1','consent: decision № 1','2026-03-01 09:30:00.000000','consent: channel № 1','2026-03-01 09:30:00.000000');
INSERT INTO "consent" VALUES(2,2,'consent: version № 2','consent: text_hash № 2','consent: decision № 2','2026-03-02 09:30:00.000000','consent: channel № 2',NULL);
CREATE TABLE due (
	id INTEGER NOT NULL,
	"key" TEXT NOT NULL,
	rule TEXT NOT NULL,
	subject_id INTEGER,
	person_id INTEGER,
	period TEXT NOT NULL,
	due_at DATETIME NOT NULL,
	state TEXT NOT NULL,
	CONSTRAINT pk_due PRIMARY KEY (id),
	CONSTRAINT uq_due_key UNIQUE ("key")
);
INSERT INTO "due" VALUES(1,'due: key № 1','due: rule № 1',1,1,'due: period № 1','2026-03-01 09:30:00.000000','due: state № 1');
INSERT INTO "due" VALUES(2,'due: key № 2','due: rule № 2',NULL,NULL,'due: period № 2','2026-03-02 09:30:00.000000','due: state № 2');
CREATE TABLE frame_member (
	survey_id INTEGER NOT NULL,
	person_id INTEGER NOT NULL,
	school_id INTEGER,
	role TEXT NOT NULL,
	subject TEXT NOT NULL,
	cell_school_id INTEGER,
	cell_role TEXT NOT NULL,
	cell_subject TEXT NOT NULL,
	excluded TEXT NOT NULL,
	muted SMALLINT NOT NULL,
	reminded SMALLINT NOT NULL,
	CONSTRAINT pk_frame_member PRIMARY KEY (survey_id, person_id),
	CONSTRAINT fk_frame_member_cell_school_id FOREIGN KEY(cell_school_id) REFERENCES school (id),
	CONSTRAINT fk_frame_member_person_id FOREIGN KEY(person_id) REFERENCES person (id),
	CONSTRAINT fk_frame_member_school_id FOREIGN KEY(school_id) REFERENCES school (id),
	CONSTRAINT fk_frame_member_survey_id FOREIGN KEY(survey_id) REFERENCES survey (id)
);
INSERT INTO "frame_member" VALUES(1,1,1,'frame_member: role № 1','frame_member: subject № 1',1,'frame_member: cell_role № 1','frame_member: cell_subject № 1','frame_member: excluded № 1',1,1);
INSERT INTO "frame_member" VALUES(2,2,NULL,'frame_member: role № 2','frame_member: subject № 2',NULL,'frame_member: cell_role № 2','frame_member: cell_subject № 2','frame_member: excluded № 2',2,2);
CREATE TABLE inbox (
	messenger TEXT NOT NULL,
	bot_id BIGINT NOT NULL,
	update_id BIGINT NOT NULL,
	lane TEXT,
	payload TEXT,
	state TEXT NOT NULL,
	tries SMALLINT NOT NULL,
	received_on DATE NOT NULL,
	CONSTRAINT pk_inbox PRIMARY KEY (messenger, bot_id, update_id)
)
 WITHOUT ROWID

;
INSERT INTO "inbox" VALUES('inbox: messenger № 1',1,1,'inbox: lane № 1','inbox: payload № 1','inbox: state № 1',1,'2026-03-01');
INSERT INTO "inbox" VALUES('inbox: messenger № 2',2,2,NULL,NULL,'inbox: state № 2',2,'2026-03-02');
CREATE TABLE instrument_version (
	id INTEGER NOT NULL,
	code TEXT NOT NULL,
	number INTEGER NOT NULL,
	title TEXT NOT NULL,
	municipality_id INTEGER,
	form TEXT NOT NULL,
	workbook BLOB,
	digest TEXT NOT NULL,
	published_at DATETIME NOT NULL,
	published_by INTEGER,
	CONSTRAINT pk_instrument_version PRIMARY KEY (id),
	CONSTRAINT fk_instrument_version_municipality_id FOREIGN KEY(municipality_id) REFERENCES municipality (id),
	CONSTRAINT fk_instrument_version_published_by FOREIGN KEY(published_by) REFERENCES person (id),
	CONSTRAINT uq_instrument_version_code_number_municipality_id UNIQUE (code, number, municipality_id)
);
INSERT INTO "instrument_version" VALUES(1,'instrument_version: code № 1',1,'instrument_version: title № 1',1,'{"format":1,"code":"Q1","title":"Анкета","language":"ru","languages":["ru"],"settings":{},"body":[],"lists":[],"warnings":[]}',X'0100FF','instrument_version: digest № 1','2026-03-01 09:30:00.000000',1);
INSERT INTO "instrument_version" VALUES(2,'instrument_version: code № 2',2,'instrument_version: title № 2',NULL,'{"format":1,"code":"Q2","title":"Анкета","language":"ru","languages":["ru"],"settings":{},"body":[],"lists":[],"warnings":[]}',NULL,'instrument_version: digest № 2','2026-03-02 09:30:00.000000',NULL);
CREATE TABLE invitation (
	id INTEGER NOT NULL,
	person_id INTEGER NOT NULL,
	token_hash BLOB NOT NULL,
	code_hash BLOB NOT NULL,
	created_by INTEGER,
	created_at DATETIME NOT NULL,
	expires_at DATETIME NOT NULL,
	used_at DATETIME,
	revoked_at DATETIME,
	CONSTRAINT pk_invitation PRIMARY KEY (id),
	CONSTRAINT fk_invitation_created_by FOREIGN KEY(created_by) REFERENCES person (id),
	CONSTRAINT fk_invitation_person_id FOREIGN KEY(person_id) REFERENCES person (id),
	CONSTRAINT uq_invitation_code_hash UNIQUE (code_hash),
	CONSTRAINT uq_invitation_token_hash UNIQUE (token_hash)
);
INSERT INTO "invitation" VALUES(1,1,X'0100FF',X'0100FF',1,'2026-03-01 09:30:00.000000','2026-03-01 09:30:00.000000','2026-03-01 09:30:00.000000','2026-03-01 09:30:00.000000');
INSERT INTO "invitation" VALUES(2,2,X'0200FF',X'0200FF',NULL,'2026-03-02 09:30:00.000000','2026-03-02 09:30:00.000000',NULL,NULL);
CREATE TABLE invitation_attempt (
	messenger TEXT NOT NULL,
	user_id TEXT NOT NULL,
	hour DATETIME NOT NULL,
	tries INTEGER NOT NULL,
	CONSTRAINT pk_invitation_attempt PRIMARY KEY (messenger, user_id, hour)
);
INSERT INTO "invitation_attempt" VALUES('invitation_attempt: messenger № 1','invitation_attempt: user_id № 1','2026-03-01 09:30:00.000000',1);
INSERT INTO "invitation_attempt" VALUES('invitation_attempt: messenger № 2','invitation_attempt: user_id № 2','2026-03-02 09:30:00.000000',2);
CREATE TABLE lease (
	name TEXT NOT NULL,
	owner TEXT NOT NULL,
	fence INTEGER NOT NULL,
	seen_at DATETIME NOT NULL,
	CONSTRAINT pk_lease PRIMARY KEY (name)
);
INSERT INTO "lease" VALUES('lease: name № 1','lease: owner № 1',1,'2026-03-01 09:30:00.000000');
INSERT INTO "lease" VALUES('lease: name № 2','lease: owner № 2',2,'2026-03-02 09:30:00.000000');
CREATE TABLE municipality (
	id INTEGER NOT NULL,
	code TEXT NOT NULL,
	full_name TEXT NOT NULL,
	short_name TEXT NOT NULL,
	kind TEXT NOT NULL,
	timezone TEXT NOT NULL,
	CONSTRAINT pk_municipality PRIMARY KEY (id),
	CONSTRAINT uq_municipality_code UNIQUE (code)
);
INSERT INTO "municipality" VALUES(1,'municipality: code № 1','municipality: full_name № 1','municipality: short_name № 1','municipality: kind № 1','municipality: timezone № 1');
INSERT INTO "municipality" VALUES(2,'municipality: code № 2','municipality: full_name № 2','municipality: short_name № 2','municipality: kind № 2','municipality: timezone № 2');
CREATE TABLE municipality_alias (
	folded TEXT NOT NULL,
	spelling TEXT NOT NULL,
	municipality_id INTEGER NOT NULL,
	CONSTRAINT pk_municipality_alias PRIMARY KEY (folded),
	CONSTRAINT fk_municipality_alias_municipality_id FOREIGN KEY(municipality_id) REFERENCES municipality (id)
);
INSERT INTO "municipality_alias" VALUES('municipality_alias: folded № 1','municipality_alias: spelling № 1',1);
INSERT INTO "municipality_alias" VALUES('municipality_alias: folded № 2','municipality_alias: spelling № 2',2);
CREATE TABLE outbox (
	id INTEGER NOT NULL,
	messenger TEXT NOT NULL,
	chat_id TEXT NOT NULL,
	kind TEXT NOT NULL,
	payload TEXT NOT NULL,
	cause TEXT NOT NULL,
	part SMALLINT NOT NULL,
	mass SMALLINT NOT NULL,
	fragile SMALLINT NOT NULL,
	traceless SMALLINT NOT NULL,
	state TEXT NOT NULL,
	tries SMALLINT NOT NULL,
	not_before DATETIME,
	expires_at DATETIME,
	error TEXT NOT NULL,
	sent_on DATE,
	CONSTRAINT pk_outbox PRIMARY KEY (id),
	CONSTRAINT uq_outbox_cause_chat_id_part UNIQUE (cause, chat_id, part)
);
INSERT INTO "outbox" VALUES(1,'outbox: messenger № 1','outbox: chat_id № 1','outbox: kind № 1','outbox: payload № 1','outbox: cause № 1',1,1,1,1,'outbox: state № 1',1,'2026-03-01 09:30:00.000000','2026-03-01 09:30:00.000000','outbox: error № 1','2026-03-01');
INSERT INTO "outbox" VALUES(2,'outbox: messenger № 2','outbox: chat_id № 2','outbox: kind № 2','outbox: payload № 2','outbox: cause № 2',2,2,2,2,'outbox: state № 2',2,NULL,NULL,'outbox: error № 2',NULL);
CREATE TABLE participation (
	survey_id INTEGER NOT NULL,
	tag BLOB NOT NULL,
	CONSTRAINT pk_participation PRIMARY KEY (survey_id, tag),
	CONSTRAINT fk_participation_survey_id FOREIGN KEY(survey_id) REFERENCES survey (id)
)
 WITHOUT ROWID

;
INSERT INTO "participation" VALUES(1,X'0100FF');
INSERT INTO "participation" VALUES(2,X'0200FF');
CREATE TABLE person (
	id INTEGER NOT NULL,
	code TEXT NOT NULL,
	last_name TEXT NOT NULL,
	first_name TEXT NOT NULL,
	patronymic TEXT NOT NULL,
	phone TEXT NOT NULL,
	email TEXT NOT NULL,
	CONSTRAINT pk_person PRIMARY KEY (id),
	CONSTRAINT uq_person_code UNIQUE (code)
);
INSERT INTO "person" VALUES(1,'person: code № 1','person: last_name № 1','person: first_name № 1','person: patronymic № 1','person: phone № 1','person: email № 1');
INSERT INTO "person" VALUES(2,'person: code № 2','person: last_name № 2','person: first_name № 2','person: patronymic № 2','person: phone № 2','person: email № 2');
CREATE TABLE question (
	id INTEGER NOT NULL,
	version_id INTEGER NOT NULL,
	name TEXT NOT NULL,
	place INTEGER NOT NULL,
	kind TEXT NOT NULL,
	measure TEXT NOT NULL,
	CONSTRAINT pk_question PRIMARY KEY (id),
	CONSTRAINT fk_question_version_id FOREIGN KEY(version_id) REFERENCES instrument_version (id),
	CONSTRAINT uq_question_version_id_name UNIQUE (version_id, name)
);
INSERT INTO "question" VALUES(1,1,'question: name № 1',1,'question: kind № 1','question: measure № 1');
INSERT INTO "question" VALUES(2,2,'question: name № 2',2,'question: kind № 2','question: measure № 2');
CREATE TABLE response (
	id INTEGER NOT NULL,
	survey_id INTEGER NOT NULL,
	version_id INTEGER NOT NULL,
	chain INTEGER NOT NULL,
	revision SMALLINT NOT NULL,
	state TEXT NOT NULL,
	person_id INTEGER,
	receipt_hash BLOB,
	school_id INTEGER,
	role TEXT NOT NULL,
	subject TEXT NOT NULL,
	submitted_at DATETIME,
	source TEXT NOT NULL,
	CONSTRAINT pk_response PRIMARY KEY (id),
	CONSTRAINT fk_response_person_id FOREIGN KEY(person_id) REFERENCES person (id),
	CONSTRAINT fk_response_school_id FOREIGN KEY(school_id) REFERENCES school (id),
	CONSTRAINT fk_response_survey_id FOREIGN KEY(survey_id) REFERENCES survey (id),
	CONSTRAINT fk_response_version_id FOREIGN KEY(version_id) REFERENCES instrument_version (id),
	CONSTRAINT uq_response_chain_revision UNIQUE (chain, revision)
)
 WITHOUT ROWID

;
INSERT INTO "response" VALUES(1,1,1,1,1,'response: state № 1',1,X'0100FF',1,'response: role № 1','response: subject № 1','2026-03-01 09:30:00.000000','response: source № 1');
INSERT INTO "response" VALUES(2,2,2,2,2,'response: state № 2',NULL,NULL,NULL,'response: role № 2','response: subject № 2',NULL,'response: source № 2');
CREATE TABLE role_grant (
	id INTEGER NOT NULL,
	person_id INTEGER NOT NULL,
	role TEXT NOT NULL,
	municipality_id INTEGER,
	school_id INTEGER,
	since DATE NOT NULL,
	until DATE,
	basis TEXT NOT NULL,
	CONSTRAINT pk_role_grant PRIMARY KEY (id),
	CONSTRAINT fk_role_grant_municipality_id FOREIGN KEY(municipality_id) REFERENCES municipality (id),
	CONSTRAINT fk_role_grant_person_id FOREIGN KEY(person_id) REFERENCES person (id),
	CONSTRAINT fk_role_grant_school_id FOREIGN KEY(school_id) REFERENCES school (id)
);
INSERT INTO "role_grant" VALUES(1,1,'role_grant: role № 1',1,1,'2026-03-01','2026-03-01','role_grant: basis № 1');
INSERT INTO "role_grant" VALUES(2,2,'role_grant: role № 2',NULL,NULL,'2026-03-02',NULL,'role_grant: basis № 2');
CREATE TABLE run (
	id INTEGER NOT NULL,
	purpose TEXT NOT NULL,
	survey_id INTEGER,
	version_id INTEGER NOT NULL,
	person_id INTEGER,
	tag BLOB,
	corrects INTEGER,
	session TEXT NOT NULL,
	CONSTRAINT pk_run PRIMARY KEY (id),
	CONSTRAINT fk_run_person_id FOREIGN KEY(person_id) REFERENCES person (id),
	CONSTRAINT fk_run_survey_id FOREIGN KEY(survey_id) REFERENCES survey (id),
	CONSTRAINT fk_run_version_id FOREIGN KEY(version_id) REFERENCES instrument_version (id),
	CONSTRAINT uq_run_survey_id_person_id UNIQUE (survey_id, person_id),
	CONSTRAINT uq_run_survey_id_tag UNIQUE (survey_id, tag)
)
 WITHOUT ROWID

;
INSERT INTO "run" VALUES(1,'run: purpose № 1',1,1,1,X'0100FF',1,'run: session № 1');
INSERT INTO "run" VALUES(2,'run: purpose № 2',NULL,2,NULL,NULL,NULL,'run: session № 2');
CREATE TABLE school (
	id INTEGER NOT NULL,
	code TEXT NOT NULL,
	municipality_id INTEGER NOT NULL,
	name TEXT NOT NULL,
	kind TEXT NOT NULL,
	number INTEGER,
	CONSTRAINT pk_school PRIMARY KEY (id),
	CONSTRAINT fk_school_municipality_id FOREIGN KEY(municipality_id) REFERENCES municipality (id),
	CONSTRAINT uq_school_code UNIQUE (code)
);
INSERT INTO "school" VALUES(1,'school: code № 1',1,'school: name № 1','school: kind № 1',1);
INSERT INTO "school" VALUES(2,'school: code № 2',2,'school: name № 2','school: kind № 2',NULL);
CREATE TABLE school_status (
	id INTEGER NOT NULL,
	school_id INTEGER NOT NULL,
	status TEXT NOT NULL,
	since DATE NOT NULL,
	until DATE,
	basis TEXT NOT NULL,
	CONSTRAINT pk_school_status PRIMARY KEY (id),
	CONSTRAINT fk_school_status_school_id FOREIGN KEY(school_id) REFERENCES school (id),
	CONSTRAINT uq_school_status_school_id_status_since UNIQUE (school_id, status, since)
);
INSERT INTO "school_status" VALUES(1,1,'school_status: status № 1','2026-03-01','2026-03-01','school_status: basis № 1');
INSERT INTO "school_status" VALUES(2,2,'school_status: status № 2','2026-03-02',NULL,'school_status: basis № 2');
CREATE TABLE stored_file (
	id INTEGER NOT NULL,
	sha256 TEXT NOT NULL,
	size INTEGER NOT NULL,
	name TEXT NOT NULL,
	media TEXT NOT NULL,
	person_id INTEGER,
	CONSTRAINT pk_stored_file PRIMARY KEY (id),
	CONSTRAINT fk_stored_file_person_id FOREIGN KEY(person_id) REFERENCES person (id)
)
 WITHOUT ROWID

;
INSERT INTO "stored_file" VALUES(1,'stored_file: sha256 № 1',1,'stored_file: name № 1','stored_file: media № 1',1);
INSERT INTO "stored_file" VALUES(2,'stored_file: sha256 № 2',2,'stored_file: name № 2','stored_file: media № 2',NULL);
CREATE TABLE survey (
	id INTEGER NOT NULL,
	code TEXT NOT NULL,
	version_id INTEGER NOT NULL,
	municipality_id INTEGER NOT NULL,
	mode TEXT NOT NULL,
	state TEXT NOT NULL,
	audience TEXT NOT NULL,
	period_start DATE NOT NULL,
	period_end DATE NOT NULL,
	opens_at DATETIME NOT NULL,
	closes_at DATETIME NOT NULL,
	closed_at DATETIME,
	created_by INTEGER,
	CONSTRAINT pk_survey PRIMARY KEY (id),
	CONSTRAINT fk_survey_created_by FOREIGN KEY(created_by) REFERENCES person (id),
	CONSTRAINT fk_survey_municipality_id FOREIGN KEY(municipality_id) REFERENCES municipality (id),
	CONSTRAINT fk_survey_version_id FOREIGN KEY(version_id) REFERENCES instrument_version (id),
	CONSTRAINT uq_survey_code UNIQUE (code)
);
INSERT INTO "survey" VALUES(1,'survey: code № 1',1,1,'survey: mode № 1','survey: state № 1','survey: audience № 1','2026-03-01','2026-03-01','2026-03-01 09:30:00.000000','2026-03-01 09:30:00.000000','2026-03-01 09:30:00.000000',1);
INSERT INTO "survey" VALUES(2,'survey: code № 2',2,2,'survey: mode № 2','survey: state № 2','survey: audience № 2','2026-03-02','2026-03-02','2026-03-02 09:30:00.000000','2026-03-02 09:30:00.000000',NULL,NULL);
CREATE INDEX ix_due_waiting ON due (state, due_at);
CREATE INDEX ix_inbox_state ON inbox (state);
CREATE INDEX ix_outbox_state ON outbox (state, id);
CREATE INDEX ix_consent_person ON consent (person_id);
CREATE INDEX ix_invitation_person_id ON invitation (person_id);
CREATE INDEX ix_municipality_alias_municipality_id ON municipality_alias (municipality_id);
CREATE INDEX ix_school_municipality_id ON school (municipality_id);
CREATE INDEX ix_affiliation_school_id ON affiliation (school_id);
CREATE INDEX ix_assignment_person_id ON assignment (person_id);
CREATE INDEX ix_assignment_school_id ON assignment (school_id);
CREATE INDEX ix_assignment_who_id ON assignment (who_id);
CREATE INDEX ix_role_grant_municipality_id ON role_grant (municipality_id);
CREATE INDEX ix_role_grant_person ON role_grant (person_id);
CREATE INDEX ix_role_grant_school_id ON role_grant (school_id);
CREATE INDEX ix_survey_municipality_id ON survey (municipality_id);
CREATE INDEX ix_survey_version_id ON survey (version_id);
CREATE INDEX ix_account_person_id ON account (person_id);
CREATE INDEX ix_frame_member_person ON frame_member (person_id);
CREATE INDEX ix_response_receipt ON response (receipt_hash);
CREATE INDEX ix_response_survey ON response (survey_id, state, school_id);
CREATE INDEX ix_run_person_id ON run (person_id);
COMMIT;
