// A unit in C++: the handle and the buffers are values, a failure is an exception. Set up, told an event, asked for an update,
// erased.
//
//     c++ -std=c++17 -I include examples/unit.cpp -L FOLDER -lsteadfast_device_c -o unit
//     ./unit WORLD
//
// WORLD is what it is for unit.c.

#include <cstdio>
#include <exception>
#include <fstream>
#include <functional>
#include <iterator>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "steadfast_device.h"

namespace {

/// What a call that failed had to say. Never thrown through the library: its callbacks must not throw.
class Failure : public std::runtime_error {
public:
    explicit Failure(SfCode code) : std::runtime_error(words(code)), code(code) {}

    const SfCode code;

private:
    static std::string words(SfCode code) {
        std::string why(512, '\0');
        std::size_t length = 0;
        const bool told = sf_last_error(why.data(), why.size(), &length) == SF_OK;
        why.resize(told ? length - 1 : 0);
        return std::string(sf_error_name(code)) + ": " + why;
    }
};

void tried(SfCode code) {
    if (code != SF_OK) {
        throw Failure(code);
    }
}

/// What a call gives, whatever its length: asked once for the length, and once for the content.
template <typename Value> Value given(const std::function<SfCode(typename Value::value_type *, std::size_t, std::size_t *)> &call) {
    std::size_t length = 0;
    SfCode code = call(nullptr, 0, &length);
    Value value;
    while (code == SF_TOO_SMALL) {
        value.resize(length);
        code = call(value.data(), value.size(), &length);
    }
    tried(code);
    value.resize(length);
    return value;
}

/// A text without its zero at the end.
std::string text(const std::function<SfCode(char *, std::size_t, std::size_t *)> &call) {
    auto value = given<std::string>(call);
    value.pop_back();
    return value;
}

std::vector<std::uint8_t> file(const std::string &path) {
    std::ifstream stream(path, std::ios::binary);
    if (!stream) {
        throw std::runtime_error(path + " cannot be read");
    }
    return {std::istreambuf_iterator<char>(stream), {}};
}

/// A unit.
class Unit {
public:
    explicit Unit(const std::string &folder) {
        SfUnit *opened = nullptr;
        tried(sf_open(folder.c_str(), &opened));
        handle.reset(opened);
    }

    std::string make(const std::string &serial, const std::vector<std::uint8_t> &factory, const std::string &maker) {
        std::string code(SF_CODE_SIZE, '\0');
        std::size_t length = 0;
        tried(sf_make(get(), serial.c_str(), factory.data(), factory.size(), maker.c_str(), nullptr, 0, code.data(),
                      code.size(), &length));
        code.resize(length - 1);
        tried(sf_confirm(get(), told(SF_TEXT_FINGERPRINT).c_str()));
        return code;
    }

    std::string open_set_up(const std::string &code) {
        std::string pass(SF_PASS_SIZE, '\0');
        std::size_t length = 0;
        tried(sf_open_set_up(get(), code.c_str(), pass.data(), pass.size(), &length));
        pass.resize(length - 1);
        return pass;
    }

    void ask(const std::string &answer) {
        const auto request = given<std::vector<std::uint8_t>>(
            [this](auto *buffer, auto capacity, auto *length) { return sf_request(get(), buffer, capacity, length); });
        const auto body = file(answer);
        std::int64_t wait = 0;
        tried(sf_answered(get(), 200, body.data(), body.size(), &wait));
        std::printf("asked: %s %zu\n", told(SF_TEXT_PATH).c_str(), request.size());
    }

    std::string told(SfText what) {
        return text([&](auto *buffer, auto capacity, auto *length) { return sf_text(get(), what, buffer, capacity, length); });
    }

    std::string receipt(std::uint32_t index) {
        return text([&](auto *buffer, auto capacity, auto *length) {
            return sf_receipt(get(), index, SF_FORM_LINE, buffer, capacity, length);
        });
    }

    std::string erased() {
        return text([&](auto *buffer, auto capacity, auto *length) {
            return sf_erased(get(), SF_FORM_LINE, buffer, capacity, length);
        });
    }

    SfUnit *get() const { return handle.get(); }

private:
    struct Close {
        void operator()(SfUnit *unit) const { sf_close(unit); }
    };

    std::unique_ptr<SfUnit, Close> handle;
};

void walk(const std::string &world) {
    const auto maker = file(world + "/maker");
    Unit unit(world + "/state");
    const auto code = unit.make("SN-0002", file(world + "/factory.json"), std::string(maker.begin(), maker.end()));
    tried(sf_start(unit.get(), nullptr, nullptr, SF_START_LITTLE_MEMORY));
    try {
        unit.open_set_up("0000-0000-0000-0000");
    } catch (const Failure &failure) {
        std::printf("refused: %s\n", sf_error_name(failure.code));
    }
    tried(sf_set_up(unit.get(), unit.open_set_up(code).c_str(), "bea", "a wooden bridge over air", "UTC", SF_CHOOSE_RECORD));
    tried(sf_event(unit.get(), "door-opened", nullptr, SF_SEVERITY_USUAL));
    unit.ask(world + "/enrolled.cbor");
    unit.ask(world + "/answer.cbor");
    tried(sf_wish(unit.get(), SF_WISH_REFUSED, -1, "bea"));
    std::printf("refused: %s\n", unit.told(SF_TEXT_UPDATE_VERSION).c_str());
    std::printf("receipt: %s\n", unit.receipt(0).c_str());
    tried(sf_erase(unit.get(), SF_PURPOSE_END_OF_LIFE));
    std::printf("erased: %s\n", unit.erased().c_str());
}

} // namespace

int main(int count, char **words) {
    if (count != 2 || sf_abi_version() != SF_ABI_VERSION) {
        std::fprintf(stderr, "usage: unit WORLD, with a library of interface %u\n", static_cast<unsigned>(SF_ABI_VERSION));
        return 2;
    }
    try {
        walk(words[1]);
        return 0;
    } catch (const std::exception &failure) {
        std::fprintf(stderr, "%s\n", failure.what());
        return 1;
    }
}
