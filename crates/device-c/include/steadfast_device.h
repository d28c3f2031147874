/*
 * Steadfast: the SDK of a unit, for programs in C and C++ (docs/device-c.md).
 *
 * Made of the sources by `cargo xtask header`; do not edit it.
 *
 * SPDX-License-Identifier: Apache-2.0 OR MIT
 *
 * ORDER      sf_open; at the line sf_make and sf_confirm, once in the life of a unit; sf_start; everything else; sf_close.
 *
 * ERRORS     Every call answers a SfCode; but for SF_OK nothing was given, unless the call says otherwise. sf_last_error has
 *            the words.
 *
 * MEMORY     Whatever is handed over stays the caller's, and is copied before the call returns. Whatever is given goes into
 *            a buffer of the caller's: `buffer` has room for `capacity` bytes, *length is how many the whole takes, also
 *            where that is more (SF_TOO_SMALL; then NULL and 0 may stand for the buffer). Texts are UTF-8 and end with a zero
 *            byte, which *length and `capacity` count. Texts that are handed over have at most 4096 bytes. Nothing is
 *            freed by the caller but handles, by sf_close.
 *
 * THREADS    Any thread may use any handle, one call at a time: a call that meets another one at work with the same handle is
 *            refused (SF_BUSY), and so is one out of a callback. Handles know nothing of each other.
 *
 * STACK      sf_find, sf_bring and sf_take_bundle check signatures of ML-DSA-65: threads that call them have
 *            256 KiB of stack or more. Measured: 111 KiB in a release build on x86_64, 126 KiB without optimization.
 *
 * PANICS     Nothing unwinds out of a call. A bug inside ends as SF_PANICKED, or, in a library that was built with
 *            panic=abort as releases are, ends the process.
 *
 * VERSION    Compare SF_ABI_VERSION with sf_abi_version() before all else.
 */

#ifndef STEADFAST_DEVICE_H
#define STEADFAST_DEVICE_H

#include <stddef.h>
#include <stdint.h>

/* A unit. The pointer leads nowhere: it is a number, and each call looks it up. */
typedef struct SfUnit SfUnit;

// The version of this interface. A program compares it with sf_abi_version before all else.
#define SF_ABI_VERSION 1

// Bytes of a code with its zero at the end: `8Q2M-…`.
#define SF_CODE_SIZE 20

// Bytes of the pass of a set-up with its zero at the end.
#define SF_PASS_SIZE 33

// Bytes of a key.
#define SF_KEY_SIZE 32

// Bytes of the longest request, and of the longest answer that is taken.
#define SF_MOST_BYTES (256 << 10)

// What a call answers. Numbers keep their meaning for ever; new ones may come, and a program takes one that it does not know
// for a failure. What went wrong in words, sf_last_error says.
enum SfCode
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : int32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    // It is done.
    SF_OK = 0,
    // A pointer that has to be there is null, or not aligned. Nothing happened.
    SF_NULL = 1,
    // There is no such handle: it was never opened, or is closed. Nothing happened.
    SF_HANDLE = 2,
    // Another call is at work with this handle: of another thread, or the one that called this callback. Nothing happened.
    SF_BUSY = 3,
    // The library is broken: a bug. The handle answers nothing else from now on; close it, and open it anew.
    SF_PANICKED = 4,
    // There is not enough room; the length says how much it takes. Nothing happened.
    SF_TOO_SMALL = 5,
    // A text is no UTF-8. Nothing happened.
    SF_NOT_TEXT = 6,
    // A text or bytes are longer than what is taken. Nothing happened.
    SF_TOO_LONG = 7,
    // A number or a text stands for nothing here. Nothing happened.
    SF_RANGE = 8,
    // Not now: something else has to come first, or came already. Nothing happened.
    SF_ORDER = 9,
    // There is nothing of the kind that was asked for.
    SF_NOTHING = 10,
    // A callback failed, or said that it gave more than there was room for.
    SF_CALLBACK = 11,
    // The folder, or the medium under it. What was to be changed is as it was, unless the call says otherwise.
    SF_STORAGE = 20,
    // The machine has no randomness to give. Nothing is made of weak numbers.
    SF_RANDOM = 21,
    // Something that is kept cannot be read.
    SF_DAMAGED = 22,
    // The event log cannot be read or written now. It goes on by itself.
    SF_LOG = 23,
    // The images cannot be read or written, or a patch does not lead to the image that was announced.
    SF_IMAGES = 24,
    // There is no memory for a password hash now.
    SF_MEMORY = 25,
    // The unit does not know what time it is.
    SF_NO_TIME = 26,
    // The unit was never made.
    SF_NOBODY = 30,
    // It was made, and the line did not confirm it.
    SF_UNCONFIRMED = 31,
    // The factory settings are not believed, or contradict themselves.
    SF_FACTORY = 32,
    // The unit is another one: of another serial number, product, maker or key.
    SF_ANOTHER = 33,
    // The unit left the line already.
    SF_CONFIRMED = 34,
    // The unit has no owner.
    SF_NO_OWNER = 40,
    // The unit has an owner.
    SF_OWNED = 41,
    // The unit is locked, until somebody who is there in person resets it.
    SF_LOCKED = 42,
    // The accounts cannot be so: none of this name, one too many, or no owner left.
    SF_ACCOUNT = 43,
    // There is no such setting, or it has no such choice.
    SF_SETTING = 44,
    // That is no name of an account.
    SF_NAME = 45,
    // The password is refused. sf_last_error says why, as one word: password-short, password-long, password-common,
    // password-product-word, password-repeated, password-sequence, password-set-up-code.
    SF_PASSWORD = 46,
    // It is another code, another password, or there is no account of this name. Nobody is told which.
    SF_WRONG = 47,
    // There is no try yet. SF_NUMBER_WAIT says for how many seconds.
    SF_WAIT = 48,
    // There is no try until somebody presses the button (sf_present), or who is known gets in.
    SF_STOPPED = 49,
    // The password is right, and the code of the second factor is missing or another one. Told at the unit itself alone.
    SF_CODE_NEEDED = 50,
    // The set-up was opened by somebody else since, or too long ago.
    SF_PASS = 51,
    // The owner has recording switched off: nothing was recorded, and nothing is wrong.
    SF_NOT_RECORDED = 60,
    // The server refuses.
    SF_REFUSED = 70,
    // What came from the server is no answer.
    SF_ANSWER = 71,
    // No update waits that could be decided on.
    SF_NO_UPDATE = 80,
    // The update is not for this unit, or not newer.
    SF_UNFIT = 81,
    // The repository is not believed: a signature, a hash, an age.
    SF_NOT_BELIEVED = 82,
    // The factory settings name no repository.
    SF_NO_REPOSITORY = 83,
    // An erasure for something else is under way. It comes to its end first.
    SF_UNDER_WAY = 90,
    // Something is not as it was when the export was begun: begin another one.
    SF_CHANGED = 91,
    // That is no archive of a unit, or not as it left it. Nothing of it was kept.
    SF_ARCHIVE = 92,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum SfCode SfCode;
#else
typedef int32_t SfCode;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// What sf_start is told.
enum SfStart
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    // A password hash takes 7 MiB in five passes instead of 19 MiB in two.
    SF_START_LITTLE_MEMORY = 1,
    // The folder beside is under a key of the unit's, and need not be overwritten once that is gone.
    SF_START_BESIDE_IS_SEALED = 2,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum SfStart SfStart;
#else
typedef uint32_t SfStart;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// What an owner chose in the set-up. What is left out is off.
enum SfChoose
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    // Security updates install by themselves.
    SF_CHOOSE_AUTOMATIC_UPDATES = 1,
    // Security events are recorded.
    SF_CHOOSE_RECORD = 2,
    // They are shared with the manufacturer. Without recording, nothing is.
    SF_CHOOSE_SHARE = 4,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum SfChoose SfChoose;
#else
typedef uint32_t SfChoose;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// Where somebody is who logs in.
enum SfPlace
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    // At the unit itself: its screen, its keys, a cable.
    SF_PLACE_HERE = 0,
    // Anywhere else.
    SF_PLACE_NETWORK = 1,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum SfPlace SfPlace;
#else
typedef uint32_t SfPlace;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// What an account may do.
enum SfRole
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    // Everything.
    SF_ROLE_OWNER = 0,
    // To look.
    SF_ROLE_USER = 1,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum SfRole SfRole;
#else
typedef uint32_t SfRole;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// How much an event matters.
enum SfSeverity
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    // As is usual for it.
    SF_SEVERITY_USUAL = 0,
    // Worth knowing.
    SF_SEVERITY_INFORMATIONAL = 1,
    // Of little weight.
    SF_SEVERITY_LOW = 2,
    // Worth a look.
    SF_SEVERITY_MEDIUM = 3,
    // Somebody should act.
    SF_SEVERITY_HIGH = 4,
    // Somebody must act now.
    SF_SEVERITY_CRITICAL = 5,
    // It is too late to act.
    SF_SEVERITY_FATAL = 6,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum SfSeverity SfSeverity;
#else
typedef uint32_t SfSeverity;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// One of the owner's switches.
enum SfSwitch
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    // Security events are recorded on the unit.
    SF_SWITCH_RECORD = 0,
    // They are sent to the manufacturer.
    SF_SWITCH_SHARE = 1,
    // The manufacturer may act from afar.
    SF_SWITCH_REMOTE = 2,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum SfSwitch SfSwitch;
#else
typedef uint32_t SfSwitch;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// Which file is read.
enum SfFile
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    // One of the repository, under `metadata/`.
    SF_FILE_METADATA = 0,
    // One of the repository, under `targets/`; its name may have folders in it.
    SF_FILE_TARGET = 1,
    // The bundle of sf_take_bundle. It has no name, and is read from its begin to its end, once.
    SF_FILE_BUNDLE = 2,
    // The archive of sf_take_in. Likewise.
    SF_FILE_ARCHIVE = 3,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum SfFile SfFile;
#else
typedef uint32_t SfFile;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// What comes next for an update.
enum SfStep
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    // Nothing: there is no update, or what came of it is told.
    SF_STEP_NOTHING = 0,
    // sf_find.
    SF_STEP_FIND = 1,
    // sf_bring.
    SF_STEP_BRING = 2,
    // To wait; why, a SfWhy says.
    SF_STEP_WAIT = 3,
    // To ask the product whether it is in a safe state, and to ask for the next step with that answer.
    SF_STEP_ASK = 4,
    // sf_installing; then to put the image where it starts from, where the two files are not that place; then sf_installed or
    // sf_not_installed.
    SF_STEP_INSTALL = 5,
    // To restart into it. After that: sf_started.
    SF_STEP_RESTART = 6,
    // To look whether it is well: sf_well or sf_unwell.
    SF_STEP_WATCH = 7,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum SfStep SfStep;
#else
typedef uint32_t SfStep;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// Why an update waits.
enum SfWhy
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    // It does not.
    SF_WHY_NONE = 0,
    // The owner put it off.
    SF_WHY_POSTPONED = 1,
    // The owner refused it.
    SF_WHY_REFUSED = 2,
    // The owner has updates not install by themselves.
    SF_WHY_AUTOMATIC_OFF = 3,
    // They never do on this product.
    SF_WHY_NOT_APPLICABLE = 4,
    // It brings something new, and nobody agreed yet.
    SF_WHY_NOT_AGREED = 5,
    // The window is not open.
    SF_WHY_WINDOW = 6,
    // The manufacturer holds it back.
    SF_WHY_HELD_BACK = 7,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum SfWhy SfWhy;
#else
typedef uint32_t SfWhy;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// How far an update came.
enum SfPhase
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    // A server speaks of it. Nothing of that is believed.
    SF_PHASE_OFFERED = 0,
    // Signed metadata names it for this unit.
    SF_PHASE_KNOWN = 1,
    // Its image lies in the slot that does not run.
    SF_PHASE_BROUGHT = 2,
    // It is in its place, and runs at the next start.
    SF_PHASE_INSTALLED = 3,
    // It runs, and has to show that it is well.
    SF_PHASE_TRIAL = 4,
    // It could not be installed.
    SF_PHASE_FAILED = 5,
    // What ran before runs again.
    SF_PHASE_RETURNED = 6,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum SfPhase SfPhase;
#else
typedef uint32_t SfPhase;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// What an update is for.
enum SfKind
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    // It mends vulnerabilities.
    SF_KIND_SECURITY = 0,
    // It brings something else.
    SF_KIND_FEATURE = 1,
    // Both.
    SF_KIND_COMBINED = 2,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum SfKind SfKind;
#else
typedef uint32_t SfKind;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// What runs after a start.
enum SfStarted
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    // Nothing was restarted yet. As what the caller says: the images' own file decides.
    SF_STARTED_NOT = 0,
    // The new image.
    SF_STARTED_NEW = 1,
    // The old one again.
    SF_STARTED_OLD = 2,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum SfStarted SfStarted;
#else
typedef uint32_t SfStarted;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// What the owner wants with an update.
enum SfWish
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    // Not before some time.
    SF_WISH_POSTPONED = 0,
    // Not this one.
    SF_WISH_REFUSED = 1,
    // This one, now.
    SF_WISH_AGREED = 2,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum SfWish SfWish;
#else
typedef uint32_t SfWish;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// By which way an export left the unit.
enum SfWay
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    // Through the owner's browser, or to a medium that they took along.
    SF_WAY_DOWNLOAD = 0,
    // To an address of theirs that takes files by PUT.
    SF_WAY_HTTP = 1,
    // To a WebDAV folder of theirs.
    SF_WAY_WEB_DAV = 2,
    // To a bucket of theirs.
    SF_WAY_S3 = 3,
    // To a server of theirs by SFTP.
    SF_WAY_SFTP = 4,
    // To another unit.
    SF_WAY_SUCCESSOR = 5,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum SfWay SfWay;
#else
typedef uint32_t SfWay;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// How a receipt is written.
enum SfForm
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    // As a text file.
    SF_FORM_TEXT = 0,
    // As one line, for a QR code.
    SF_FORM_LINE = 1,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum SfForm SfForm;
#else
typedef uint32_t SfForm;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// What an erasure is for.
enum SfPurpose
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    // The unit begins anew with whoever sets it up; the code on its label stays.
    SF_PURPOSE_RESET = 0,
    // It goes to somebody else: the code on its label is void, and the one of sf_new_code opens it.
    SF_PURPOSE_HANDOVER = 1,
    // It goes out of use: no code opens it.
    SF_PURPOSE_END_OF_LIFE = 2,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum SfPurpose SfPurpose;
#else
typedef uint32_t SfPurpose;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// A text that sf_text gives.
enum SfText
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    // The serial number.
    SF_TEXT_SERIAL = 0,
    // The product: `prd_…`.
    SF_TEXT_PRODUCT = 1,
    // The fingerprint of the unit's key: `sha256:…`.
    SF_TEXT_FINGERPRINT = 2,
    // The id that the server knows the unit by: `unt_…`; SF_NOTHING before.
    SF_TEXT_UNIT = 3,
    // The product's name, as owners know it.
    SF_TEXT_PRODUCT_NAME = 4,
    // Who made it.
    SF_TEXT_MAKER = 5,
    // Where the server is; SF_NOTHING where the unit stays by itself.
    SF_TEXT_SERVER = 6,
    // Under which path the last request goes to the server.
    SF_TEXT_PATH = 7,
    // Why the unit is locked; SF_NOTHING where it is not.
    SF_TEXT_WHY_LOCKED = 8,
    // The owner's time zone.
    SF_TEXT_ZONE = 9,
    // When updates install: `02:00-05:00`; empty: at any time.
    SF_TEXT_WINDOW = 10,
    // The update: its release, `rel_…`. This and the next: SF_NOTHING where there is none.
    SF_TEXT_UPDATE_RELEASE = 11,
    // Its part: `prt_…`.
    SF_TEXT_UPDATE_PART = 12,
    // Its version.
    SF_TEXT_UPDATE_VERSION = 13,
    // What it brings, for the owner.
    SF_TEXT_UPDATE_NOTES = 14,
    // The vulnerabilities that it mends, a line each.
    SF_TEXT_UPDATE_FIXES = 15,
    // What went wrong with it; SF_NOTHING where nothing did.
    SF_TEXT_UPDATE_DETAIL = 16,
    // The file into which it comes, or came.
    SF_TEXT_UPDATE_IMAGE = 17,
    // Why nothing can be installed; SF_NOTHING where that is not so.
    SF_TEXT_WHY_BROKEN = 18,
    // Of who came in last over the network: what its browser shows the next time, as a cookie.
    SF_TEXT_KNOWN = 19,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum SfText SfText;
#else
typedef uint32_t SfText;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// A number that sf_number gives. What is so or not is 1 or 0.
enum SfNumber
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    // The unit has an owner.
    SF_NUMBER_OWNED = 0,
    // It is locked.
    SF_NUMBER_LOCKED = 1,
    // Security events are recorded.
    SF_NUMBER_RECORD = 2,
    // They are shared.
    SF_NUMBER_SHARE = 3,
    // The manufacturer may act from afar.
    SF_NUMBER_REMOTE = 4,
    // Security updates install by themselves.
    SF_NUMBER_AUTOMATIC = 5,
    // So do others.
    SF_NUMBER_FEATURES = 6,
    // Somebody pressed the button lately.
    SF_NUMBER_PRESENT = 7,
    // How often the unit started.
    SF_NUMBER_STARTS = 8,
    // How often it was reset.
    SF_NUMBER_RESETS = 9,
    // What time it is, as far as the unit can know: seconds since the epoch, UTC.
    SF_NUMBER_TIME = 10,
    // How many statements wait for the server.
    SF_NUMBER_WAITING = 11,
    // The event log can be written.
    SF_NUMBER_LOG_WORKS = 12,
    // For how many seconds the last SF_WAIT lasts.
    SF_NUMBER_WAIT = 13,
    // The update: a SfPhase. This and the next: SF_NOTHING where there is none.
    SF_NUMBER_UPDATE_PHASE = 14,
    // A SfKind; SF_NOTHING where that is not known.
    SF_NUMBER_UPDATE_KIND = 15,
    // Its place in the order.
    SF_NUMBER_UPDATE_SEQUENCE = 16,
    // Bytes of its image; 0 before that is known.
    SF_NUMBER_UPDATE_LENGTH = 17,
    // No later than this can it be put off; SF_NOTHING: without an end.
    SF_NUMBER_UPDATE_LATEST = 18,
    // How the owner's choice on sharing is preset.
    SF_NUMBER_SHARE_PRESET = 19,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum SfNumber SfNumber;
#else
typedef uint32_t SfNumber;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// Takes bytes as they come. It answers SF_OK, or anything else where it failed, which ends the call that writes. It must not
// call with the same handle (SF_BUSY), and not leave by longjmp or an exception.
typedef int32_t (*SfWrite)(void* context, const uint8_t *bytes, size_t length);

// Reads a piece of a file: from the byte `from` on, at most `capacity` bytes, as many as are at hand. Puts how many into
// *length; 0 is the end of the file. `kind` is a SfFile, and `name` the file's name. Each call goes on where the last one
// ended, or begins another file, at any byte of it.
//
// It answers SF_OK; SF_NOTHING where there is no such file; anything else where it failed, which ends the call that asked.
// It must not call with the same handle (SF_BUSY), and not leave by longjmp or an exception.
typedef int32_t (*SfRead)(void* context,
                          uint32_t kind,
                          const char *name,
                          uint64_t from,
                          uint8_t *buffer,
                          size_t capacity,
                          size_t *length);

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

// The version of the interface that the library has: SF_ABI_VERSION of its own header. A program that was compiled with
// another one must not use it. Within a version calls and choices are added, and nothing is changed or taken away.
uint32_t sf_abi_version(void);

// The name of a code, as it stands here: "SF_TOO_SMALL"; "SF_UNKNOWN" for a number that is none. It is never freed.
const char *sf_error_name(int32_t code);

// What the last call of this thread that failed had to say, in English, for whoever mends it. It asks for no handle, since
// sf_open may fail too. A call that succeeds leaves it as it is.
SfCode sf_last_error(char* buffer, size_t capacity, size_t* length);

// Opens the folder in which a unit keeps what it is, for this process alone; it is made where it is not there. Close the
// handle with sf_close.
SfCode sf_open(const char* folder, SfUnit** unit);

// Opens a unit that is kept in memory alone, and gone with its handle: for tests.
SfCode sf_open_memory(SfUnit** unit);

// Closes a handle. What the unit keeps is on its medium already; seal the log before (sf_tick). A handle that was closed
// answers SF_HANDLE ever after, also here. Null is no handle, and no mistake.
SfCode sf_close(SfUnit* unit);

// Starts the unit: once for each handle, at each start of the machine or of the program. An erasure that was begun comes to
// its end first, which may take long: see sf_erase.
//
// `images` is the folder of the two images where this program installs updates; null where it does not. `beside` is a folder
// with what the product keeps of its owner, which goes with every erasure; null where there is none. `options` is a sum of
// SfStart.
SfCode sf_start(SfUnit* unit,
                const char* images,
                const char* beside,
                uint32_t options);

// The path of the image that is to be started now, out of a folder of two: for whatever starts the product, before anything
// else. One on trial has a start less each time, and is given up where it has none left. Where the path does not fit, a
// start was used all the same: PATH_MAX is enough.
SfCode sf_image_to_start(const char* images, char* buffer, size_t capacity, size_t* length);

// Makes the unit, before sf_start: it draws its key, once for ever, and a code for its label, which is told here and kept
// nowhere. What was interrupted is repeated as a whole, with another code each time, until sf_confirm.
//
// `factory` are the settings as `steadfast provision settings` signed them; `maker` is the fingerprint of the key that did:
// `sha256:…`. `certificate` is the SHA-256 of the certificate that the unit shows to browsers: 32 bytes, or null and 0. The
// buffer has room for SF_CODE_SIZE bytes.
SfCode sf_make(SfUnit* unit,
               const char* serial,
               const uint8_t* factory,
               size_t factory_length,
               const char* maker,
               const uint8_t* certificate,
               size_t certificate_length,
               char* buffer,
               size_t capacity,
               size_t* length);

// Gives a unit without an owner another code, before sf_start; somebody has to be there in person. The code on its label is
// void, and the line confirms it anew. Arguments as those of sf_make.
SfCode sf_renew(SfUnit* unit,
                const uint8_t* certificate,
                size_t certificate_length,
                char* buffer,
                size_t capacity,
                size_t* length);

// What the unit stated of itself in sf_make or sf_renew by this handle, signed: what the factory list is made of.
SfCode sf_born(SfUnit* unit, uint8_t* buffer, size_t capacity, size_t* length);

// The line wrote down what it heard: the unit may start. `fingerprint` is that of the unit's key (SF_TEXT_FINGERPRINT): that
// of another unit is refused. Said again, it changes nothing.
SfCode sf_confirm(SfUnit* unit,
                  const char* fingerprint);

// Gives the unit a one-time code by which it enrols at the server, where no factory list names its key. Before sf_start.
SfCode sf_enrol_by(SfUnit* unit, const char* code);

// A text of the unit: `what` is a SfText. SF_TEXT_SERIAL, SF_TEXT_PRODUCT and SF_TEXT_FINGERPRINT are there before sf_start
// too, once the unit was made.
SfCode sf_text(SfUnit* unit, uint32_t what, char* buffer, size_t capacity, size_t* length);

// A number of the unit: `what` is a SfNumber.
SfCode sf_number(SfUnit* unit, uint32_t what, int64_t* number);

// Somebody stands in front of the unit, as by its button. For ten minutes a set-up opens without a code, once; tries to log
// in are open again at once.
SfCode sf_present(SfUnit* unit);

// Opens the set-up by the code of the label, however it was typed, or without one (null) while somebody is present. Gives a
// pass that holds for ten minutes, and until the next one. SF_WRONG, SF_WAIT, SF_STOPPED: a code that does not open. The
// buffer has room for SF_PASS_SIZE bytes.
SfCode sf_open_set_up(SfUnit* unit, const char* code, char* buffer, size_t capacity, size_t* length);

// Makes the unit somebody's: the pass of sf_open_set_up, a name, a password (12 to 128 characters; see SF_PASSWORD), the
// owner's time zone (`Europe/Berlin`), and what they chose, a sum of SfChoose. It takes as long as a password hash does, and
// the memory.
SfCode sf_set_up(SfUnit* unit,
                 const char* pass,
                 const char* name,
                 const char* password,
                 const char* zone,
                 uint32_t choices);

// Checks a name and a password. Every try is counted, on the medium, before it is judged: five are free, each one after that
// waits longer (SF_WAIT, SF_NUMBER_WAIT), after a hundred there is none (SF_STOPPED). It takes as long as a password hash
// does, and the memory.
//
// `place` is a SfPlace: who is at the unit itself has tries of their own, which nobody on a network uses up. `code` is that
// of the second factor, or null. `known` is what the browser shows by which it is known (SF_TEXT_KNOWN), or null. *role is a
// SfRole. It opens no session: what the program lets them do then, and for how long, is its own.
SfCode sf_log_in(SfUnit* unit,
                 uint32_t place,
                 const char* name,
                 const char* password,
                 const char* code,
                 const char* known,
                 uint32_t* role);

// Gives an account another password; whoever is `by` has shown who they are (sf_log_in), or is there in person. Browsers that
// knew the old one are strangers.
SfCode sf_set_password(SfUnit* unit,
                       const char* name,
                       const char* password,
                       const char* by);

// Records an event of the product, where the owner has that on (else SF_NOT_RECORDED): a name in kebab-case, at most 64
// bytes, and a text that is cut after 128, or null. `severity` is a SfSeverity. Name no person. It is on the medium after the
// next sf_tick.
SfCode sf_event(SfUnit* unit,
                const char* name,
                const char* text,
                uint32_t severity);

// What is to be done once a minute, and before the program ends: signs how far the event log is, and keeps what could not be
// kept before.
SfCode sf_tick(SfUnit* unit);

// Writes the whole event log for its owner, as lines of JSON, which `steadfast verify` checks. It is sealed before.
SfCode sf_export_log(SfUnit* unit, SfWrite write, void* context);

// Erases the event log. One line remains that says so, and who did it.
SfCode sf_erase_log(SfUnit* unit, const char* by);

// Turns a switch (SfSwitch) on (1) or off (0). Off holds before this returns, whatever the medium does: nothing more is
// recorded, what waited to be sent is gone. Where it answers SF_STORAGE, what was to be off is off until the next start.
SfCode sf_switch(SfUnit* unit, uint32_t which, uint32_t on, const char* by);

// The owner decides once for all whether security updates, and other ones, install by themselves (1) or not (0).
SfCode sf_agree(SfUnit* unit, uint32_t automatic, uint32_t features, const char* by);

// Changes a setting of the product to one of its choices.
SfCode sf_set(SfUnit* unit, const char* name, const char* value, const char* by);

// How a setting of the product stands: the secure value of the factory, unless the owner chose another one.
SfCode sf_setting(SfUnit* unit, const char* name, char* buffer, size_t capacity, size_t* length);

// Sets every setting of the product back to its secure value.
SfCode sf_secure(SfUnit* unit, const char* by);

// Sets the owner's time zone: `Europe/Berlin`.
SfCode sf_set_zone(SfUnit* unit, const char* zone, const char* by);

// Sets when updates install by themselves, in the owner's time: `02:00-05:00`, or empty for any time.
SfCode sf_set_window(SfUnit* unit, const char* window, const char* by);

// Keeps bytes of the owner's under a name of a-z, 0-9 and -, in the place of what was there: sealed, part of every export,
// gone with every erasure. At most a mebibyte.
SfCode sf_keep(SfUnit* unit, const char* name, const uint8_t* bytes, size_t bytes_length);

// The bytes that are kept under a name; SF_NOTHING where there are none.
SfCode sf_kept(SfUnit* unit, const char* name, uint8_t* buffer, size_t capacity, size_t* length);

// A key for what the product itself keeps of its owner, as by dm-crypt or fscrypt: SF_KEY_SIZE bytes, the same for the same
// purpose as long as this owner has the unit, another one after every erasure. Wipe it when it is not needed any more.
SfCode sf_key(SfUnit* unit, const char* purpose, uint8_t* buffer, size_t capacity, size_t* length);

// Says what runs: a part by its id (`prt_…`), by its name on the server, or null for the only one that the server named; its
// version; its place in the order where that is known, else -1. To be said after each start, for what no update through this
// library installed. A unit that no server knows takes updates by the id alone.
SfCode sf_runs(SfUnit* unit,
               const char* part,
               const char* version,
               int64_t sequence);

// The next request to the server, a POST of application/cbor to the path SF_TEXT_PATH: the unit enrols the first time, and
// checks in after that. SF_TOO_SMALL: the same request waits for more room, at most SF_MOST_BYTES.
SfCode sf_request(SfUnit* unit, uint8_t* buffer, size_t capacity, size_t* length);

// What the server answered to it: the status, and the body. What it offers, takes back, keeps and witnesses is taken over.
// *wait: in how many seconds to ask again, also where the server refuses (SF_REFUSED) or says nothing (SF_ANSWER).
SfCode sf_answered(SfUnit* unit, uint32_t status, const uint8_t* body, size_t body_length, int64_t* wait);

// Nobody answered. `asked` is for how many seconds the server asked (Retry-After), or 0. *wait as in sf_answered.
SfCode sf_unanswered(SfUnit* unit, uint32_t asked, int64_t* wait);

// The next events for the manufacturer, where the owner shares them; SF_NOTHING where not, or where all were taken. A POST to
// the path SF_TEXT_PATH, at once: what the owner switches off meanwhile must not leave. SF_TOO_SMALL as in sf_request.
SfCode sf_batch(SfUnit* unit,
                uint8_t* buffer,
                size_t capacity,
                size_t* length);

// What the server answered to events. SF_OK: they are not sent again, and there may be more. SF_NOTHING: it took none that it
// had not before; try again with the next check-in.
SfCode sf_batch_answered(SfUnit* unit,
                         uint32_t status,
                         const uint8_t* body,
                         size_t body_length);

// What comes next for the update (SfStep), and why it waits (SfWhy) where it does. `minute` is the minute of the owner's day,
// or -1 where nobody knows what time it is. `safe` is 1 where the product can be restarted now, or is not to be asked.
SfCode sf_next_step(SfUnit* unit,
                    int32_t minute,
                    uint32_t safe,
                    uint32_t* step,
                    uint32_t* why);

// Looks into the repository, what signed metadata says of the update that was offered, and takes it where it is for this
// unit. What is believed of the repository is kept, also where this fails. The signature check takes stack: see the
// beginning of this header.
SfCode sf_find(SfUnit* unit, SfRead read, void* context);

// Brings its image into the slot that does not run: by a patch from what runs where there is one, or as a whole. What came
// before it broke off is not read again.
SfCode sf_bring(SfUnit* unit, SfRead read, void* context);

// Takes an update out of a bundle, as `steadfast release bundle` makes it: from a stick, without a network. It is found and
// brought at once, where it is for this unit; nobody has to offer it. The bundle is read once, from its begin on, as
// SF_FILE_BUNDLE.
SfCode sf_take_bundle(SfUnit* unit, SfRead read, void* context);

// The unit begins to put it in its place.
SfCode sf_installing(SfUnit* unit);

// It is in its place: the next starts are its own, on trial.
SfCode sf_installed(SfUnit* unit);

// It could not be put in its place. The third time it is given up.
SfCode sf_not_installed(SfUnit* unit, const char* why);

// What runs after a start, to be said once then. `runs` is a SfStarted: SF_STARTED_NOT leaves it to the file of the images
// (sf_image_to_start); what else decides says the others. *started is what was made of it.
SfCode sf_started(SfUnit* unit, uint32_t runs, uint32_t* started);

// What is on trial is well: from now on it is what runs, and nothing lower is taken any more.
SfCode sf_well(SfUnit* unit);

// What is on trial is not well, in words: what ran before is what starts next.
SfCode sf_unwell(SfUnit* unit, const char* why);

// What the owner wants with the update that waits (SfWish): signed, remembered, obeyed. `until` is until when it is put off,
// in seconds since the epoch; -1: until they say otherwise, or it cannot be put off any longer.
SfCode sf_wish(SfUnit* unit,
               uint32_t wish,
               int64_t until,
               const char* by);

// A receipt, counted from the newest, which is 0; SF_NOTHING behind the last. `form` is a SfForm. `steadfast verify` checks
// either.
SfCode sf_receipt(SfUnit* unit, uint32_t index, uint32_t form, char* buffer, size_t capacity, size_t* length);

// What the unit stated of its last erasure, for whoever did it and whoever gets it: until somebody sets the unit up.
// SF_NOTHING where there is none.
SfCode sf_erased(SfUnit* unit, uint32_t form, char* buffer, size_t capacity, size_t* length);

// Begins an export of everything of the owner's: an archive (tar) with settings, event log, receipts, what is sealed, and the
// folder beside. `recipient` is a key of theirs (`age1…`) to which it is encrypted, or null. *size is the bytes of it. One
// that was begun before is none any more; this one is known after a start too.
SfCode sf_begin_export(SfUnit* unit,
                       const char* recipient,
                       int64_t* size);

// Writes the archive from the byte `from` on to its end: the same bytes each time, so that what broke off goes on. SF_CHANGED:
// something of the owner's changed since it was begun.
SfCode sf_archive(SfUnit* unit,
                  int64_t from,
                  SfWrite write,
                  void* context);

// States, signed, that the archive that was written to its end left the unit, and forgets the export. `way` is a SfWay;
// `verified` is 1 where it was read back there and was the same. `successor` is the SHA-256 fingerprint of the unit that took
// it over, 32 bytes, or null and 0. The receipt is the newest (sf_receipt).
SfCode sf_exported(SfUnit* unit,
                   uint32_t way,
                   uint32_t verified,
                   const uint8_t* successor,
                   size_t successor_length);

// Takes in the archive of another unit, read as SF_FILE_ARCHIVE, once: what was sealed there, and those settings that this
// product has. All of it is checked before anything is kept. One that is encrypted is decrypted by its owner before. What
// the product kept beside is the product's to take over. *things is how many were taken in.
SfCode sf_take_in(SfUnit* unit, SfRead read, void* context, const char* by, int64_t* things);

// Draws the code for whoever gets the unit, to be shown before sf_erase with SF_PURPOSE_HANDOVER: it is told here and kept
// nowhere. The last one counts. The buffer has room for SF_CODE_SIZE bytes.
SfCode sf_new_code(SfUnit* unit, char* buffer, size_t capacity, size_t* length);

// Erases everything of the owner's, the folder beside included. `purpose` is a SfPurpose. Ask for the owner's password
// before (sf_log_in). Once begun it comes to its end, also over power losses: where this fails after its first step the unit
// is locked, and the next call or the next sf_start goes on. A handover without sf_new_code leaves a unit that only presence
// opens.
//
// It takes as long as to overwrite what lies in the folder beside, so call it where no watchdog waits. A program that is ended
// meanwhile goes on by sf_start with what was not overwritten yet.
SfCode sf_erase(SfUnit* unit,
                uint32_t purpose);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

#endif  /* STEADFAST_DEVICE_H */
