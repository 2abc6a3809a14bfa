// SPDX-License-Identifier: AGPL-3.0-only
pragma solidity 0.8.37;

import {ERC721 as OpenZeppelinToken} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {ERC721A as BatchedToken} from "erc721a/contracts/ERC721A.sol";
import {ERC721 as SoladyToken} from "solady/src/tokens/ERC721.sol";

error WrongPrice();
error SoldOut();

/// The least that a paid mint can check: no window, wallet cap, fee, receiver or event of its own.
function checkSale(uint256 minted, uint256 quantity) view {
    if (msg.value != 0.01 ether * quantity) revert WrongPrice();
    if (minted + quantity > 10_000) revert SoldOut();
}

/// Sells serials 1..n of a token that mints one at a time.
abstract contract SerialSale {
    uint256 public minted;

    function mint(address to, uint256 quantity) external payable {
        uint256 serial = minted;
        checkSale(serial, quantity);
        minted = serial + quantity;
        for (uint256 last = serial + quantity; serial < last;) issue(to, ++serial);
    }

    function issue(address to, uint256 serial) internal virtual;
}

contract OpenZeppelin is OpenZeppelinToken("Bare", "BARE"), SerialSale {
    function issue(address to, uint256 serial) internal override {
        _mint(to, serial);
    }
}

contract Solady is SoladyToken, SerialSale {
    function issue(address to, uint256 serial) internal override {
        _mint(to, serial);
    }

    function name() public pure override returns (string memory) {
        return "Bare";
    }

    function symbol() public pure override returns (string memory) {
        return "BARE";
    }

    function tokenURI(uint256) public pure override returns (string memory) {
        return "";
    }
}

contract ERC721A is BatchedToken("Bare", "BARE") {
    function mint(address to, uint256 quantity) external payable {
        checkSale(minted(), quantity);
        _mint(to, quantity);
    }

    function minted() public view returns (uint256) {
        return _totalMinted();
    }

    function _startTokenId() internal pure override returns (uint256) {
        return 1;
    }
}
