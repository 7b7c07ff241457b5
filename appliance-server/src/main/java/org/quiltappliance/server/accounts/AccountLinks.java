package org.quiltappliance.server.accounts;

import org.quiltappliance.server.config.HttpConfig;
import org.quiltappliance.server.config.Secret;

/** Makes and reads the links that activate an account or reset its password ({@code registry-api.md} 3.5). */
public final class AccountLinks {

    public AccountLinks(Secret secretKey, HttpConfig http) {}
}
