package org.quiltappliance.server;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.quiltappliance.server.accounts.Passwords;
import org.quiltappliance.server.accounts.UserAdministration;

/** The accounts of one run. */
record AccountUsers(UserAdministration accounts, Passwords passwords) implements Users {

    @Override
    public List<User> list() {
        return accounts.list().stream()
                .map(account -> new User(
                        account.name(),
                        account.email(),
                        account.admin(),
                        account.active(),
                        account.dateJoined(),
                        account.lastLogin()))
                .toList();
    }

    @Override
    public Optional<URI> add(String name, String email, boolean admin, Optional<String> password) {
        password.ifPresent(passwords::requireChoosable);
        URI link = accounts.create(name, email);
        password.ifPresent(chosen -> accounts.setPassword(name, chosen));
        if (admin) {
            accounts.grantAdmin(name);
        }
        return password.isPresent() ? Optional.empty() : Optional.of(link);
    }

    @Override
    public URI resetPassword(String name) {
        return accounts.resetPassword(name);
    }

    @Override
    public void disable(String name) {
        accounts.disable(name);
    }

    @Override
    public void enable(String name) {
        accounts.enable(name);
    }

    @Override
    public void makeAdmin(String name) {
        accounts.grantAdmin(name);
    }
}
