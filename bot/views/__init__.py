"""Buttons, menus and modals that live on cards and outlive a restart."""
