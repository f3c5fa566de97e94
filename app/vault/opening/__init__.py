"""Making, opening and looking into a vault: what is compared, told and tied up."""
