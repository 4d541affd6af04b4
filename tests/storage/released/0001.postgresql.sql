CREATE TABLE public.account (
    id bigint NOT NULL,
    messenger text NOT NULL,
    user_id text NOT NULL,
    chat_id text NOT NULL,
    person_id bigint,
    grant_id bigint,
    expecting text NOT NULL,
    linked_at timestamp with time zone,
    unreachable_since timestamp with time zone
);
CREATE SEQUENCE public.account_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.account_id_seq OWNED BY public.account.id;
CREATE TABLE public.affiliation (
    id bigint NOT NULL,
    person_id bigint NOT NULL,
    school_id bigint NOT NULL,
    post text NOT NULL,
    subjects text NOT NULL,
    main boolean NOT NULL,
    since date NOT NULL,
    until date
);
CREATE SEQUENCE public.affiliation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.affiliation_id_seq OWNED BY public.affiliation.id;
CREATE TABLE public.alembic_version (
    version_num character varying(32) NOT NULL
);
CREATE TABLE public.answer (
    response_id bigint NOT NULL,
    question_id bigint NOT NULL,
    item smallint NOT NULL,
    value text NOT NULL
);
CREATE TABLE public.assignment (
    id bigint NOT NULL,
    kind text NOT NULL,
    who_id bigint NOT NULL,
    person_id bigint,
    school_id bigint,
    subject text NOT NULL,
    since date NOT NULL,
    until date,
    order_number text NOT NULL,
    order_date date,
    joint boolean NOT NULL
);
CREATE SEQUENCE public.assignment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.assignment_id_seq OWNED BY public.assignment.id;
CREATE TABLE public.audit (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    person_id bigint,
    role text NOT NULL,
    action text NOT NULL,
    object text NOT NULL,
    detail text NOT NULL
);
CREATE SEQUENCE public.audit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.audit_id_seq OWNED BY public.audit.id;
CREATE TABLE public.consent (
    id bigint NOT NULL,
    person_id bigint NOT NULL,
    version text NOT NULL,
    text_hash text NOT NULL,
    decision text NOT NULL,
    decided_at timestamp with time zone NOT NULL,
    channel text NOT NULL,
    withdrawn_at timestamp with time zone
);
CREATE SEQUENCE public.consent_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.consent_id_seq OWNED BY public.consent.id;
CREATE TABLE public.due (
    id bigint NOT NULL,
    key text NOT NULL,
    rule text NOT NULL,
    subject_id bigint,
    person_id bigint,
    period text NOT NULL,
    due_at timestamp with time zone NOT NULL,
    state text NOT NULL
);
CREATE SEQUENCE public.due_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.due_id_seq OWNED BY public.due.id;
CREATE TABLE public.frame_member (
    survey_id bigint NOT NULL,
    person_id bigint NOT NULL,
    school_id bigint,
    role text NOT NULL,
    subject text NOT NULL,
    cell_school_id bigint,
    cell_role text NOT NULL,
    cell_subject text NOT NULL,
    excluded text NOT NULL,
    muted smallint NOT NULL,
    reminded smallint NOT NULL
);
CREATE TABLE public.inbox (
    messenger text NOT NULL,
    bot_id bigint NOT NULL,
    update_id bigint NOT NULL,
    lane text,
    payload text,
    state text NOT NULL,
    tries smallint NOT NULL,
    received_on date NOT NULL
);
CREATE TABLE public.instrument_version (
    id bigint NOT NULL,
    code text NOT NULL,
    number integer NOT NULL,
    title text NOT NULL,
    municipality_id bigint,
    form text NOT NULL,
    workbook bytea,
    digest text NOT NULL,
    published_at timestamp with time zone NOT NULL,
    published_by bigint
);
CREATE SEQUENCE public.instrument_version_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.instrument_version_id_seq OWNED BY public.instrument_version.id;
CREATE TABLE public.invitation (
    id bigint NOT NULL,
    person_id bigint NOT NULL,
    token_hash bytea NOT NULL,
    code_hash bytea NOT NULL,
    created_by bigint,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    revoked_at timestamp with time zone
);
CREATE TABLE public.invitation_attempt (
    messenger text NOT NULL,
    user_id text NOT NULL,
    hour timestamp with time zone NOT NULL,
    tries integer NOT NULL
);
CREATE SEQUENCE public.invitation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.invitation_id_seq OWNED BY public.invitation.id;
CREATE TABLE public.lease (
    name text NOT NULL,
    owner text NOT NULL,
    fence integer NOT NULL,
    seen_at timestamp with time zone NOT NULL
);
CREATE TABLE public.municipality (
    id bigint NOT NULL,
    code text NOT NULL,
    full_name text NOT NULL,
    short_name text NOT NULL,
    kind text NOT NULL,
    timezone text NOT NULL
);
CREATE TABLE public.municipality_alias (
    folded text NOT NULL,
    spelling text NOT NULL,
    municipality_id bigint NOT NULL
);
CREATE SEQUENCE public.municipality_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.municipality_id_seq OWNED BY public.municipality.id;
CREATE TABLE public.outbox (
    id bigint NOT NULL,
    messenger text NOT NULL,
    chat_id text NOT NULL,
    kind text NOT NULL,
    payload text NOT NULL,
    cause text NOT NULL,
    part smallint NOT NULL,
    mass smallint NOT NULL,
    fragile smallint NOT NULL,
    traceless smallint NOT NULL,
    state text NOT NULL,
    tries smallint NOT NULL,
    not_before timestamp with time zone,
    expires_at timestamp with time zone,
    error text NOT NULL,
    sent_on date
);
CREATE SEQUENCE public.outbox_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.outbox_id_seq OWNED BY public.outbox.id;
CREATE TABLE public.participation (
    survey_id bigint NOT NULL,
    tag bytea NOT NULL
);
CREATE TABLE public.person (
    id bigint NOT NULL,
    code text NOT NULL,
    last_name text NOT NULL,
    first_name text NOT NULL,
    patronymic text NOT NULL,
    phone text NOT NULL,
    email text NOT NULL
);
CREATE SEQUENCE public.person_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.person_id_seq OWNED BY public.person.id;
CREATE TABLE public.question (
    id bigint NOT NULL,
    version_id bigint NOT NULL,
    name text NOT NULL,
    place integer NOT NULL,
    kind text NOT NULL,
    measure text NOT NULL
);
CREATE SEQUENCE public.question_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.question_id_seq OWNED BY public.question.id;
CREATE TABLE public.response (
    id bigint NOT NULL,
    survey_id bigint NOT NULL,
    version_id bigint NOT NULL,
    chain bigint NOT NULL,
    revision smallint NOT NULL,
    state text NOT NULL,
    person_id bigint,
    receipt_hash bytea,
    school_id bigint,
    role text NOT NULL,
    subject text NOT NULL,
    submitted_at timestamp with time zone,
    source text NOT NULL
);
CREATE TABLE public.role_grant (
    id bigint NOT NULL,
    person_id bigint NOT NULL,
    role text NOT NULL,
    municipality_id bigint,
    school_id bigint,
    since date NOT NULL,
    until date,
    basis text NOT NULL
);
CREATE SEQUENCE public.role_grant_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.role_grant_id_seq OWNED BY public.role_grant.id;
CREATE TABLE public.run (
    id bigint NOT NULL,
    purpose text NOT NULL,
    survey_id bigint,
    version_id bigint NOT NULL,
    person_id bigint,
    tag bytea,
    corrects bigint,
    session text NOT NULL
);
CREATE TABLE public.school (
    id bigint NOT NULL,
    code text NOT NULL,
    municipality_id bigint NOT NULL,
    name text NOT NULL,
    kind text NOT NULL,
    number integer
);
CREATE SEQUENCE public.school_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.school_id_seq OWNED BY public.school.id;
CREATE TABLE public.school_status (
    id bigint NOT NULL,
    school_id bigint NOT NULL,
    status text NOT NULL,
    since date NOT NULL,
    until date,
    basis text NOT NULL
);
CREATE SEQUENCE public.school_status_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.school_status_id_seq OWNED BY public.school_status.id;
CREATE TABLE public.stored_file (
    id bigint NOT NULL,
    sha256 text NOT NULL,
    size integer NOT NULL,
    name text NOT NULL,
    media text NOT NULL,
    person_id bigint
);
CREATE TABLE public.survey (
    id bigint NOT NULL,
    code text NOT NULL,
    version_id bigint NOT NULL,
    municipality_id bigint NOT NULL,
    mode text NOT NULL,
    state text NOT NULL,
    audience text NOT NULL,
    period_start date NOT NULL,
    period_end date NOT NULL,
    opens_at timestamp with time zone NOT NULL,
    closes_at timestamp with time zone NOT NULL,
    closed_at timestamp with time zone,
    created_by bigint
);
CREATE SEQUENCE public.survey_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.survey_id_seq OWNED BY public.survey.id;
ALTER TABLE ONLY public.account ALTER COLUMN id SET DEFAULT nextval('public.account_id_seq'::regclass);
ALTER TABLE ONLY public.affiliation ALTER COLUMN id SET DEFAULT nextval('public.affiliation_id_seq'::regclass);
ALTER TABLE ONLY public.assignment ALTER COLUMN id SET DEFAULT nextval('public.assignment_id_seq'::regclass);
ALTER TABLE ONLY public.audit ALTER COLUMN id SET DEFAULT nextval('public.audit_id_seq'::regclass);
ALTER TABLE ONLY public.consent ALTER COLUMN id SET DEFAULT nextval('public.consent_id_seq'::regclass);
ALTER TABLE ONLY public.due ALTER COLUMN id SET DEFAULT nextval('public.due_id_seq'::regclass);
ALTER TABLE ONLY public.instrument_version ALTER COLUMN id SET DEFAULT nextval('public.instrument_version_id_seq'::regclass);
ALTER TABLE ONLY public.invitation ALTER COLUMN id SET DEFAULT nextval('public.invitation_id_seq'::regclass);
ALTER TABLE ONLY public.municipality ALTER COLUMN id SET DEFAULT nextval('public.municipality_id_seq'::regclass);
ALTER TABLE ONLY public.outbox ALTER COLUMN id SET DEFAULT nextval('public.outbox_id_seq'::regclass);
ALTER TABLE ONLY public.person ALTER COLUMN id SET DEFAULT nextval('public.person_id_seq'::regclass);
ALTER TABLE ONLY public.question ALTER COLUMN id SET DEFAULT nextval('public.question_id_seq'::regclass);
ALTER TABLE ONLY public.role_grant ALTER COLUMN id SET DEFAULT nextval('public.role_grant_id_seq'::regclass);
ALTER TABLE ONLY public.school ALTER COLUMN id SET DEFAULT nextval('public.school_id_seq'::regclass);
ALTER TABLE ONLY public.school_status ALTER COLUMN id SET DEFAULT nextval('public.school_status_id_seq'::regclass);
ALTER TABLE ONLY public.survey ALTER COLUMN id SET DEFAULT nextval('public.survey_id_seq'::regclass);
INSERT INTO public.account VALUES (1, 'account: messenger № 1', 'account: user_id № 1', 'account: chat_id № 1', 1, 1, 'account: expecting № 1', '2026-03-01 09:30:00+00', '2026-03-01 09:30:00+00');
INSERT INTO public.account VALUES (2, 'account: messenger № 2', 'account: user_id № 2', 'account: chat_id № 2', NULL, NULL, 'account: expecting № 2', NULL, NULL);
INSERT INTO public.affiliation VALUES (1, 1, 1, 'affiliation: post № 1', 'affiliation: subjects № 1', true, '2026-03-01', '2026-03-01');
INSERT INTO public.affiliation VALUES (2, 2, 2, 'affiliation: post № 2', 'affiliation: subjects № 2', false, '2026-03-02', NULL);
INSERT INTO public.alembic_version VALUES ('0001');
INSERT INTO public.answer VALUES (1, 1, 1, 'answer: value № 1');
INSERT INTO public.answer VALUES (2, 2, 2, 'answer: value № 2');
INSERT INTO public.assignment VALUES (1, 'assignment: kind № 1', 1, 1, 1, 'assignment: subject № 1', '2026-03-01', '2026-03-01', 'assignment: order_number № 1', '2026-03-01', true);
INSERT INTO public.assignment VALUES (2, 'assignment: kind № 2', 2, NULL, NULL, 'assignment: subject № 2', '2026-03-02', NULL, 'assignment: order_number № 2', NULL, false);
INSERT INTO public.audit VALUES (1, '2026-03-01 09:30:00+00', 1, 'audit: role № 1', 'audit: action № 1', 'audit: object № 1', 'audit: detail № 1');
INSERT INTO public.audit VALUES (2, '2026-03-02 09:30:00+00', NULL, 'audit: role № 2', 'audit: action № 2', 'audit: object № 2', 'audit: detail № 2');
INSERT INTO public.consent VALUES (1, 1, 'consent: version № 1', 'consent: text_hash № 1', 'consent: decision № 1', '2026-03-01 09:30:00+00', 'consent: channel № 1', '2026-03-01 09:30:00+00');
INSERT INTO public.consent VALUES (2, 2, 'consent: version № 2', 'consent: text_hash № 2', 'consent: decision № 2', '2026-03-02 09:30:00+00', 'consent: channel № 2', NULL);
INSERT INTO public.due VALUES (1, 'due: key № 1', 'due: rule № 1', 1, 1, 'due: period № 1', '2026-03-01 09:30:00+00', 'due: state № 1');
INSERT INTO public.due VALUES (2, 'due: key № 2', 'due: rule № 2', NULL, NULL, 'due: period № 2', '2026-03-02 09:30:00+00', 'due: state № 2');
INSERT INTO public.frame_member VALUES (1, 1, 1, 'frame_member: role № 1', 'frame_member: subject № 1', 1, 'frame_member: cell_role № 1', 'frame_member: cell_subject № 1', 'frame_member: excluded № 1', 1, 1);
INSERT INTO public.frame_member VALUES (2, 2, NULL, 'frame_member: role № 2', 'frame_member: subject № 2', NULL, 'frame_member: cell_role № 2', 'frame_member: cell_subject № 2', 'frame_member: excluded № 2', 2, 2);
INSERT INTO public.inbox VALUES ('inbox: messenger № 1', 1, 1, 'inbox: lane № 1', 'inbox: payload № 1', 'inbox: state № 1', 1, '2026-03-01');
INSERT INTO public.inbox VALUES ('inbox: messenger № 2', 2, 2, NULL, NULL, 'inbox: state № 2', 2, '2026-03-02');
INSERT INTO public.instrument_version VALUES (1, 'instrument_version: code № 1', 1, 'instrument_version: title № 1', 1, '{"format":1,"code":"Q1","title":"Анкета","language":"ru","languages":["ru"],"settings":{},"body":[],"lists":[],"warnings":[]}', '\x0100ff', 'instrument_version: digest № 1', '2026-03-01 09:30:00+00', 1);
INSERT INTO public.instrument_version VALUES (2, 'instrument_version: code № 2', 2, 'instrument_version: title № 2', NULL, '{"format":1,"code":"Q2","title":"Анкета","language":"ru","languages":["ru"],"settings":{},"body":[],"lists":[],"warnings":[]}', NULL, 'instrument_version: digest № 2', '2026-03-02 09:30:00+00', NULL);
INSERT INTO public.invitation VALUES (1, 1, '\x0100ff', '\x0100ff', 1, '2026-03-01 09:30:00+00', '2026-03-01 09:30:00+00', '2026-03-01 09:30:00+00', '2026-03-01 09:30:00+00');
INSERT INTO public.invitation VALUES (2, 2, '\x0200ff', '\x0200ff', NULL, '2026-03-02 09:30:00+00', '2026-03-02 09:30:00+00', NULL, NULL);
INSERT INTO public.invitation_attempt VALUES ('invitation_attempt: messenger № 1', 'invitation_attempt: user_id № 1', '2026-03-01 09:30:00+00', 1);
INSERT INTO public.invitation_attempt VALUES ('invitation_attempt: messenger № 2', 'invitation_attempt: user_id № 2', '2026-03-02 09:30:00+00', 2);
INSERT INTO public.lease VALUES ('lease: name № 1', 'lease: owner № 1', 1, '2026-03-01 09:30:00+00');
INSERT INTO public.lease VALUES ('lease: name № 2', 'lease: owner № 2', 2, '2026-03-02 09:30:00+00');
INSERT INTO public.municipality VALUES (1, 'municipality: code № 1', 'municipality: full_name № 1', 'municipality: short_name № 1', 'municipality: kind № 1', 'municipality: timezone № 1');
INSERT INTO public.municipality VALUES (2, 'municipality: code № 2', 'municipality: full_name № 2', 'municipality: short_name № 2', 'municipality: kind № 2', 'municipality: timezone № 2');
INSERT INTO public.municipality_alias VALUES ('municipality_alias: folded № 1', 'municipality_alias: spelling № 1', 1);
INSERT INTO public.municipality_alias VALUES ('municipality_alias: folded № 2', 'municipality_alias: spelling № 2', 2);
INSERT INTO public.outbox VALUES (1, 'outbox: messenger № 1', 'outbox: chat_id № 1', 'outbox: kind № 1', 'outbox: payload № 1', 'outbox: cause № 1', 1, 1, 1, 1, 'outbox: state № 1', 1, '2026-03-01 09:30:00+00', '2026-03-01 09:30:00+00', 'outbox: error № 1', '2026-03-01');
INSERT INTO public.outbox VALUES (2, 'outbox: messenger № 2', 'outbox: chat_id № 2', 'outbox: kind № 2', 'outbox: payload № 2', 'outbox: cause № 2', 2, 2, 2, 2, 'outbox: state № 2', 2, NULL, NULL, 'outbox: error № 2', NULL);
INSERT INTO public.participation VALUES (1, '\x0100ff');
INSERT INTO public.participation VALUES (2, '\x0200ff');
INSERT INTO public.person VALUES (1, 'person: code № 1', 'person: last_name № 1', 'person: first_name № 1', 'person: patronymic № 1', 'person: phone № 1', 'person: email № 1');
INSERT INTO public.person VALUES (2, 'person: code № 2', 'person: last_name № 2', 'person: first_name № 2', 'person: patronymic № 2', 'person: phone № 2', 'person: email № 2');
INSERT INTO public.question VALUES (1, 1, 'question: name № 1', 1, 'question: kind № 1', 'question: measure № 1');
INSERT INTO public.question VALUES (2, 2, 'question: name № 2', 2, 'question: kind № 2', 'question: measure № 2');
INSERT INTO public.response VALUES (1, 1, 1, 1, 1, 'response: state № 1', 1, '\x0100ff', 1, 'response: role № 1', 'response: subject № 1', '2026-03-01 09:30:00+00', 'response: source № 1');
INSERT INTO public.response VALUES (2, 2, 2, 2, 2, 'response: state № 2', NULL, NULL, NULL, 'response: role № 2', 'response: subject № 2', NULL, 'response: source № 2');
INSERT INTO public.role_grant VALUES (1, 1, 'role_grant: role № 1', 1, 1, '2026-03-01', '2026-03-01', 'role_grant: basis № 1');
INSERT INTO public.role_grant VALUES (2, 2, 'role_grant: role № 2', NULL, NULL, '2026-03-02', NULL, 'role_grant: basis № 2');
INSERT INTO public.run VALUES (1, 'run: purpose № 1', 1, 1, 1, '\x0100ff', 1, 'run: session № 1');
INSERT INTO public.run VALUES (2, 'run: purpose № 2', NULL, 2, NULL, NULL, NULL, 'run: session № 2');
INSERT INTO public.school VALUES (1, 'school: code № 1', 1, 'school: name № 1', 'school: kind № 1', 1);
INSERT INTO public.school VALUES (2, 'school: code № 2', 2, 'school: name № 2', 'school: kind № 2', NULL);
INSERT INTO public.school_status VALUES (1, 1, 'school_status: status № 1', '2026-03-01', '2026-03-01', 'school_status: basis № 1');
INSERT INTO public.school_status VALUES (2, 2, 'school_status: status № 2', '2026-03-02', NULL, 'school_status: basis № 2');
INSERT INTO public.stored_file VALUES (1, 'stored_file: sha256 № 1', 1, 'stored_file: name № 1', 'stored_file: media № 1', 1);
INSERT INTO public.stored_file VALUES (2, 'stored_file: sha256 № 2', 2, 'stored_file: name № 2', 'stored_file: media № 2', NULL);
INSERT INTO public.survey VALUES (1, 'survey: code № 1', 1, 1, 'survey: mode № 1', 'survey: state № 1', 'survey: audience № 1', '2026-03-01', '2026-03-01', '2026-03-01 09:30:00+00', '2026-03-01 09:30:00+00', '2026-03-01 09:30:00+00', 1);
INSERT INTO public.survey VALUES (2, 'survey: code № 2', 2, 2, 'survey: mode № 2', 'survey: state № 2', 'survey: audience № 2', '2026-03-02', '2026-03-02', '2026-03-02 09:30:00+00', '2026-03-02 09:30:00+00', NULL, NULL);
SELECT pg_catalog.setval('public.account_id_seq', 1, false);
SELECT pg_catalog.setval('public.affiliation_id_seq', 1, false);
SELECT pg_catalog.setval('public.assignment_id_seq', 1, false);
SELECT pg_catalog.setval('public.audit_id_seq', 1, false);
SELECT pg_catalog.setval('public.consent_id_seq', 1, false);
SELECT pg_catalog.setval('public.due_id_seq', 1, false);
SELECT pg_catalog.setval('public.instrument_version_id_seq', 1, false);
SELECT pg_catalog.setval('public.invitation_id_seq', 1, false);
SELECT pg_catalog.setval('public.municipality_id_seq', 1, false);
SELECT pg_catalog.setval('public.outbox_id_seq', 1, false);
SELECT pg_catalog.setval('public.person_id_seq', 1, false);
SELECT pg_catalog.setval('public.question_id_seq', 1, false);
SELECT pg_catalog.setval('public.role_grant_id_seq', 1, false);
SELECT pg_catalog.setval('public.school_id_seq', 1, false);
SELECT pg_catalog.setval('public.school_status_id_seq', 1, false);
SELECT pg_catalog.setval('public.survey_id_seq', 1, false);
ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);
ALTER TABLE ONLY public.account
    ADD CONSTRAINT pk_account PRIMARY KEY (id);
ALTER TABLE ONLY public.affiliation
    ADD CONSTRAINT pk_affiliation PRIMARY KEY (id);
ALTER TABLE ONLY public.answer
    ADD CONSTRAINT pk_answer PRIMARY KEY (response_id, question_id, item);
ALTER TABLE ONLY public.assignment
    ADD CONSTRAINT pk_assignment PRIMARY KEY (id);
ALTER TABLE ONLY public.audit
    ADD CONSTRAINT pk_audit PRIMARY KEY (id);
ALTER TABLE ONLY public.consent
    ADD CONSTRAINT pk_consent PRIMARY KEY (id);
ALTER TABLE ONLY public.due
    ADD CONSTRAINT pk_due PRIMARY KEY (id);
ALTER TABLE ONLY public.frame_member
    ADD CONSTRAINT pk_frame_member PRIMARY KEY (survey_id, person_id);
ALTER TABLE ONLY public.inbox
    ADD CONSTRAINT pk_inbox PRIMARY KEY (messenger, bot_id, update_id);
ALTER TABLE ONLY public.instrument_version
    ADD CONSTRAINT pk_instrument_version PRIMARY KEY (id);
ALTER TABLE ONLY public.invitation
    ADD CONSTRAINT pk_invitation PRIMARY KEY (id);
ALTER TABLE ONLY public.invitation_attempt
    ADD CONSTRAINT pk_invitation_attempt PRIMARY KEY (messenger, user_id, hour);
ALTER TABLE ONLY public.lease
    ADD CONSTRAINT pk_lease PRIMARY KEY (name);
ALTER TABLE ONLY public.municipality
    ADD CONSTRAINT pk_municipality PRIMARY KEY (id);
ALTER TABLE ONLY public.municipality_alias
    ADD CONSTRAINT pk_municipality_alias PRIMARY KEY (folded);
ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT pk_outbox PRIMARY KEY (id);
ALTER TABLE ONLY public.participation
    ADD CONSTRAINT pk_participation PRIMARY KEY (survey_id, tag);
ALTER TABLE ONLY public.person
    ADD CONSTRAINT pk_person PRIMARY KEY (id);
ALTER TABLE ONLY public.question
    ADD CONSTRAINT pk_question PRIMARY KEY (id);
ALTER TABLE ONLY public.response
    ADD CONSTRAINT pk_response PRIMARY KEY (id);
ALTER TABLE ONLY public.role_grant
    ADD CONSTRAINT pk_role_grant PRIMARY KEY (id);
ALTER TABLE ONLY public.run
    ADD CONSTRAINT pk_run PRIMARY KEY (id);
ALTER TABLE ONLY public.school
    ADD CONSTRAINT pk_school PRIMARY KEY (id);
ALTER TABLE ONLY public.school_status
    ADD CONSTRAINT pk_school_status PRIMARY KEY (id);
ALTER TABLE ONLY public.stored_file
    ADD CONSTRAINT pk_stored_file PRIMARY KEY (id);
ALTER TABLE ONLY public.survey
    ADD CONSTRAINT pk_survey PRIMARY KEY (id);
ALTER TABLE ONLY public.account
    ADD CONSTRAINT uq_account_messenger_user_id UNIQUE (messenger, user_id);
ALTER TABLE ONLY public.affiliation
    ADD CONSTRAINT uq_affiliation_person_id_school_id_since UNIQUE (person_id, school_id, since);
ALTER TABLE ONLY public.due
    ADD CONSTRAINT uq_due_key UNIQUE (key);
ALTER TABLE ONLY public.instrument_version
    ADD CONSTRAINT uq_instrument_version_code_number_municipality_id UNIQUE (code, number, municipality_id);
ALTER TABLE ONLY public.invitation
    ADD CONSTRAINT uq_invitation_code_hash UNIQUE (code_hash);
ALTER TABLE ONLY public.invitation
    ADD CONSTRAINT uq_invitation_token_hash UNIQUE (token_hash);
ALTER TABLE ONLY public.municipality
    ADD CONSTRAINT uq_municipality_code UNIQUE (code);
ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT uq_outbox_cause_chat_id_part UNIQUE (cause, chat_id, part);
ALTER TABLE ONLY public.person
    ADD CONSTRAINT uq_person_code UNIQUE (code);
ALTER TABLE ONLY public.question
    ADD CONSTRAINT uq_question_version_id_name UNIQUE (version_id, name);
ALTER TABLE ONLY public.response
    ADD CONSTRAINT uq_response_chain_revision UNIQUE (chain, revision);
ALTER TABLE ONLY public.run
    ADD CONSTRAINT uq_run_survey_id_person_id UNIQUE (survey_id, person_id);
ALTER TABLE ONLY public.run
    ADD CONSTRAINT uq_run_survey_id_tag UNIQUE (survey_id, tag);
ALTER TABLE ONLY public.school
    ADD CONSTRAINT uq_school_code UNIQUE (code);
ALTER TABLE ONLY public.school_status
    ADD CONSTRAINT uq_school_status_school_id_status_since UNIQUE (school_id, status, since);
ALTER TABLE ONLY public.survey
    ADD CONSTRAINT uq_survey_code UNIQUE (code);
CREATE INDEX ix_account_person_id ON public.account USING btree (person_id);
CREATE INDEX ix_affiliation_school_id ON public.affiliation USING btree (school_id);
CREATE INDEX ix_assignment_person_id ON public.assignment USING btree (person_id);
CREATE INDEX ix_assignment_school_id ON public.assignment USING btree (school_id);
CREATE INDEX ix_assignment_who_id ON public.assignment USING btree (who_id);
CREATE INDEX ix_consent_person ON public.consent USING btree (person_id);
CREATE INDEX ix_due_waiting ON public.due USING btree (state, due_at);
CREATE INDEX ix_frame_member_person ON public.frame_member USING btree (person_id);
CREATE INDEX ix_inbox_state ON public.inbox USING btree (state);
CREATE INDEX ix_invitation_person_id ON public.invitation USING btree (person_id);
CREATE INDEX ix_municipality_alias_municipality_id ON public.municipality_alias USING btree (municipality_id);
CREATE INDEX ix_outbox_state ON public.outbox USING btree (state, id);
CREATE INDEX ix_response_receipt ON public.response USING btree (receipt_hash);
CREATE INDEX ix_response_survey ON public.response USING btree (survey_id, state, school_id);
CREATE INDEX ix_role_grant_municipality_id ON public.role_grant USING btree (municipality_id);
CREATE INDEX ix_role_grant_person ON public.role_grant USING btree (person_id);
CREATE INDEX ix_role_grant_school_id ON public.role_grant USING btree (school_id);
CREATE INDEX ix_run_person_id ON public.run USING btree (person_id);
CREATE INDEX ix_school_municipality_id ON public.school USING btree (municipality_id);
CREATE INDEX ix_survey_municipality_id ON public.survey USING btree (municipality_id);
CREATE INDEX ix_survey_version_id ON public.survey USING btree (version_id);
ALTER TABLE ONLY public.account
    ADD CONSTRAINT fk_account_grant_id FOREIGN KEY (grant_id) REFERENCES public.role_grant(id);
ALTER TABLE ONLY public.account
    ADD CONSTRAINT fk_account_person_id FOREIGN KEY (person_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.affiliation
    ADD CONSTRAINT fk_affiliation_person_id FOREIGN KEY (person_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.affiliation
    ADD CONSTRAINT fk_affiliation_school_id FOREIGN KEY (school_id) REFERENCES public.school(id);
ALTER TABLE ONLY public.answer
    ADD CONSTRAINT fk_answer_question_id FOREIGN KEY (question_id) REFERENCES public.question(id);
ALTER TABLE ONLY public.answer
    ADD CONSTRAINT fk_answer_response_id FOREIGN KEY (response_id) REFERENCES public.response(id);
ALTER TABLE ONLY public.assignment
    ADD CONSTRAINT fk_assignment_person_id FOREIGN KEY (person_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.assignment
    ADD CONSTRAINT fk_assignment_school_id FOREIGN KEY (school_id) REFERENCES public.school(id);
ALTER TABLE ONLY public.assignment
    ADD CONSTRAINT fk_assignment_who_id FOREIGN KEY (who_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.audit
    ADD CONSTRAINT fk_audit_person_id FOREIGN KEY (person_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.consent
    ADD CONSTRAINT fk_consent_person_id FOREIGN KEY (person_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.frame_member
    ADD CONSTRAINT fk_frame_member_cell_school_id FOREIGN KEY (cell_school_id) REFERENCES public.school(id);
ALTER TABLE ONLY public.frame_member
    ADD CONSTRAINT fk_frame_member_person_id FOREIGN KEY (person_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.frame_member
    ADD CONSTRAINT fk_frame_member_school_id FOREIGN KEY (school_id) REFERENCES public.school(id);
ALTER TABLE ONLY public.frame_member
    ADD CONSTRAINT fk_frame_member_survey_id FOREIGN KEY (survey_id) REFERENCES public.survey(id);
ALTER TABLE ONLY public.instrument_version
    ADD CONSTRAINT fk_instrument_version_municipality_id FOREIGN KEY (municipality_id) REFERENCES public.municipality(id);
ALTER TABLE ONLY public.instrument_version
    ADD CONSTRAINT fk_instrument_version_published_by FOREIGN KEY (published_by) REFERENCES public.person(id);
ALTER TABLE ONLY public.invitation
    ADD CONSTRAINT fk_invitation_created_by FOREIGN KEY (created_by) REFERENCES public.person(id);
ALTER TABLE ONLY public.invitation
    ADD CONSTRAINT fk_invitation_person_id FOREIGN KEY (person_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.municipality_alias
    ADD CONSTRAINT fk_municipality_alias_municipality_id FOREIGN KEY (municipality_id) REFERENCES public.municipality(id);
ALTER TABLE ONLY public.participation
    ADD CONSTRAINT fk_participation_survey_id FOREIGN KEY (survey_id) REFERENCES public.survey(id);
ALTER TABLE ONLY public.question
    ADD CONSTRAINT fk_question_version_id FOREIGN KEY (version_id) REFERENCES public.instrument_version(id);
ALTER TABLE ONLY public.response
    ADD CONSTRAINT fk_response_person_id FOREIGN KEY (person_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.response
    ADD CONSTRAINT fk_response_school_id FOREIGN KEY (school_id) REFERENCES public.school(id);
ALTER TABLE ONLY public.response
    ADD CONSTRAINT fk_response_survey_id FOREIGN KEY (survey_id) REFERENCES public.survey(id);
ALTER TABLE ONLY public.response
    ADD CONSTRAINT fk_response_version_id FOREIGN KEY (version_id) REFERENCES public.instrument_version(id);
ALTER TABLE ONLY public.role_grant
    ADD CONSTRAINT fk_role_grant_municipality_id FOREIGN KEY (municipality_id) REFERENCES public.municipality(id);
ALTER TABLE ONLY public.role_grant
    ADD CONSTRAINT fk_role_grant_person_id FOREIGN KEY (person_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.role_grant
    ADD CONSTRAINT fk_role_grant_school_id FOREIGN KEY (school_id) REFERENCES public.school(id);
ALTER TABLE ONLY public.run
    ADD CONSTRAINT fk_run_person_id FOREIGN KEY (person_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.run
    ADD CONSTRAINT fk_run_survey_id FOREIGN KEY (survey_id) REFERENCES public.survey(id);
ALTER TABLE ONLY public.run
    ADD CONSTRAINT fk_run_version_id FOREIGN KEY (version_id) REFERENCES public.instrument_version(id);
ALTER TABLE ONLY public.school
    ADD CONSTRAINT fk_school_municipality_id FOREIGN KEY (municipality_id) REFERENCES public.municipality(id);
ALTER TABLE ONLY public.school_status
    ADD CONSTRAINT fk_school_status_school_id FOREIGN KEY (school_id) REFERENCES public.school(id);
ALTER TABLE ONLY public.stored_file
    ADD CONSTRAINT fk_stored_file_person_id FOREIGN KEY (person_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.survey
    ADD CONSTRAINT fk_survey_created_by FOREIGN KEY (created_by) REFERENCES public.person(id);
ALTER TABLE ONLY public.survey
    ADD CONSTRAINT fk_survey_municipality_id FOREIGN KEY (municipality_id) REFERENCES public.municipality(id);
ALTER TABLE ONLY public.survey
    ADD CONSTRAINT fk_survey_version_id FOREIGN KEY (version_id) REFERENCES public.instrument_version(id);
